import type { RoomMode, RoomSession, TransportPatch } from '@tutti/client'
import { useConnection, useTransport } from '@tutti/react'
import { useMyself } from '../session/myself.ts'
import { useRoomInfo } from '../room/use-room-info.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { useMedia } from '../ui/media.ts'
import { useObservable } from '../ui/use-observable.ts'
import styles from './beat.module.css'
import { modeLabel, modes, roundTempo, transportWords } from './mode-words.ts'
import { TempoControl } from './tempo-control.tsx'
import { clickHeard, hearClick, useMetronome } from './use-metronome.ts'

const meters = ['2/4', '3/4', '4/4', '5/4', '6/8', '7/8', '9/8', '12/8'].map((value) => ({ value, label: value }))
const intervals = [1, 2, 4, 8, 16].map((bars) => ({
  value: String(bars),
  label: bars === 1 ? '1 bar' : `${bars} bars`,
}))
const delays = [0, 60, 90, 120, 180, 250, 400].map((ms) => ({
  value: String(ms),
  label: ms === 0 ? 'As much as needed' : `${ms} ms`,
}))

interface BeatPopoverProps {
  readonly room: RoomSession
  readonly side?: 'top' | 'bottom'
}

/** The room's metronome and how it plays together: tempo and mode at a glance, the rest on a click. */
export function BeatPopover({ room, side = 'bottom' }: BeatPopoverProps) {
  const transport = useTransport(room)
  const isNarrow = useMedia('(max-width: 719px)')
  const isHeard = useObservable(clickHeard)
  useMetronome(room)
  const { tempo, mode, isRunning } = transport
  const trigger = (
    <Button className={styles['trigger']} data-running={isRunning}>
      <span className="visually-hidden">{transportWords(transport)}</span>
      <span aria-hidden="true">♩={roundTempo(tempo)}</span>
      {!isNarrow && <span aria-hidden="true">{modeLabel(mode)}</span>}
    </Button>
  )
  return (
    <Popover trigger={trigger} title="Beat" side={side} align="end">
      <BeatFields room={room} />
      <Switch checked={isHeard} onChange={hearClick}>
        Hear the click
      </Switch>
    </Popover>
  )
}

function BeatFields({ room }: { readonly room: RoomSession }) {
  const { mode, tempo, beats, beatUnit, isRunning, intervalBars, delayMs } = useTransport(room)
  const { connection } = useConnection()
  const { notices } = useStudio()
  const mayConduct = useMayConduct(room)
  const conduct = (patch: TransportPatch) =>
    void room.conduct(patch).catch(() => notices.say('The room did not take the change. Please try again.'))
  const changeMeter = (meter: string) => {
    const [top, bottom] = meter.split('/').map(Number)
    conduct({ beats: top, beatUnit: bottom })
  }
  return (
    <fieldset className={styles['fields']} disabled={!mayConduct}>
      <legend className="visually-hidden">The beat of the room</legend>
      <TempoControl
        tempo={tempo}
        isDisabled={!mayConduct}
        toServer={(localMs) => localMs + (connection ? connection.clock.now() - performance.now() : 0)}
        onChange={conduct}
      />
      <SelectField
        label="Meter"
        value={`${beats}/${beatUnit}`}
        choices={withPresent(meters, `${beats}/${beatUnit}`)}
        onChange={changeMeter}
      />
      <Switch checked={isRunning} disabled={!mayConduct} onChange={(isOn) => conduct({ isRunning: isOn })}>
        Metronome for everybody
      </Switch>
      <SelectField<RoomMode>
        label="How the room plays"
        value={mode}
        choices={modes}
        onChange={(chosen) => conduct({ mode: chosen })}
        hint={modes.find(({ value }) => value === mode)?.hint}
      />
      {mode === 'interval' && (
        <SelectField
          label="Interval"
          value={String(intervalBars)}
          choices={withPresent(intervals, String(intervalBars))}
          onChange={(bars) => conduct({ intervalBars: Number(bars) })}
        />
      )}
      {mode === 'aligned' && (
        <SelectField
          label="Delay"
          value={String(delayMs)}
          choices={withPresent(delays, String(delayMs))}
          onChange={(ms) => conduct({ delayMs: Number(ms) })}
        />
      )}
      {!mayConduct && <p className={styles['note']}>Whoever runs the room sets the beat.</p>}
    </fieldset>
  )
}

function useMayConduct(room: RoomSession): boolean {
  const { isModerator } = useMyself()
  const { onlyOwnerCanConduct } = useRoomInfo(room).settings
  return room.me.isOwner || isModerator || (room.me.mayPlay && !onlyOwnerCanConduct)
}

/** Another client may have chosen what is not offered here. */
function withPresent(choices: readonly { readonly value: string; readonly label: string }[], present: string) {
  return choices.some(({ value }) => value === present) ? choices : [...choices, { value: present, label: present }]
}
