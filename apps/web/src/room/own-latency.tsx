import type { Participant } from '@tutti/client'
import { useClock, useConnection } from '@tutti/react'
import type { RoomEars } from '../playback/room-ears.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { LatencyBars } from './latency-bars.tsx'
import styles from './latency.module.css'
import { latencyAdvice } from './latency.ts'

interface OwnLatencyProps {
  readonly ears: RoomEars | undefined
  readonly participants: readonly Participant[]
  readonly me: Participant
}

/** How far away the server is; a click tells what it is made of and what could help. */
export function OwnLatency({ ears, participants, me }: OwnLatencyProps) {
  const { state } = useConnection()
  const { rttMs, synchronised } = useClock()
  const ms = synchronised ? Math.round(rttMs / 2) : undefined
  if (state.status !== 'open') {
    return (
      <span className={styles['lost']} role="status">
        <LatencyBars ms={undefined} /> {state.status === 'connecting' ? 'Connecting…' : 'Reconnecting…'}
      </span>
    )
  }
  const trigger = (
    <Button className={styles['own']} aria-label={ms === undefined ? 'Your latency' : `Your latency: ${ms} ms`}>
      <LatencyBars ms={ms} />
      <span className={styles['figure']}>{ms !== undefined && `${ms} ms`}</span>
    </Button>
  )
  return (
    <Popover trigger={trigger} title="How far you are" side="bottom" align="end">
      <LatencyAccount
        ears={ears}
        networkMs={ms ?? 0}
        others={participants.filter(({ number, isSharedPlayer }) => number !== me.number && !isSharedPlayer)}
      />
    </Popover>
  )
}

interface LatencyAccountProps {
  readonly ears: RoomEars | undefined
  readonly networkMs: number
  readonly others: readonly Participant[]
}

function LatencyAccount({ ears, networkMs, others }: LatencyAccountProps) {
  const { piano } = useStudio()
  const ways = others.flatMap(({ number, user }) => {
    const travel = ears?.travelOf(number)
    return travel ? [{ number, name: user.username, ...travel }] : []
  })
  const bufferMs = Math.round(Math.max(20, ...ways.map(({ delayMs, medianMs }) => delayMs - medianMs)))
  const outputMs = Math.round((piano.context.baseLatency + (piano.context.outputLatency || 0)) * 1000)
  return (
    <>
      <dl className={styles['parts']}>
        <dt>Network, one way</dt>
        <dd>{networkMs} ms</dd>
        <dt>Waiting, so that notes come evenly</dt>
        <dd>{bufferMs} ms</dd>
        <dt>Sound output</dt>
        <dd>{outputMs} ms</dd>
      </dl>
      {ways.map(({ number, name, medianMs }) => (
        <p key={number} className={styles['way']}>
          You are {Math.max(1, Math.round(medianMs))} ms from {name}.
        </p>
      ))}
      <p className={styles['advice']}>{latencyAdvice({ networkMs, bufferMs, outputMs })}</p>
    </>
  )
}
