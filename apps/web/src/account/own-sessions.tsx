import type { OwnSession } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { endOtherSessions } from '../session/own-account.ts'
import { useAct } from '../session/use-act.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Loading, NotLoaded } from '../ui/states.tsx'
import { agoWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import { deviceWords } from './device-words.ts'
import styles from './settings.module.css'

export function OwnSessions() {
  const client = useTutti()
  const { value, error, isLoading, reload } = useAnswer(
    useCallback(() => client.sessions.list({ perPage: 100 }), [client]),
  )
  const { isBusy, failure, run } = useAct()
  const end = async (job: () => Promise<void>) => {
    await run(job)
    reload()
  }
  if (!value)
    return isLoading ? <Loading words="Looking for your sessions…" /> : <NotLoaded error={error} onAgain={reload} />
  return (
    <>
      <ul className={styles['sessions']}>
        {value.items.map((session) => (
          <SessionRow
            key={session.sessionId}
            session={session}
            isBusy={isBusy}
            onEnd={() => void end(() => client.sessions.end(session.sessionId))}
          />
        ))}
      </ul>
      <Failure text={failure.text} />
      {value.items.length > 1 && (
        <div className={styles['buttons']}>
          <Button look="outlined" disabled={isBusy} onClick={() => void end(() => endOtherSessions(client))}>
            End all others
          </Button>
        </div>
      )}
    </>
  )
}

interface SessionRowProps {
  readonly session: OwnSession
  readonly isBusy: boolean
  readonly onEnd: () => void
}

function SessionRow({ session, isBusy, onEnd }: SessionRowProps) {
  const nowMs = useNow()
  const device = deviceWords(session.userAgent)
  return (
    <li className={styles['session']}>
      <div>
        <p className={styles['device']}>{device}</p>
        <p className={styles['hint']}>
          {session.current ? 'This one' : `Used ${agoWords(Date.parse(session.lastUsedAt), nowMs)}`}
        </p>
      </div>
      {!session.current && (
        <Button disabled={isBusy} onClick={onEnd} aria-label={`End the session of ${device}`}>
          End
        </Button>
      )}
    </li>
  )
}
