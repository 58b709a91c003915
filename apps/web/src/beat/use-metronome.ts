import { Metronome, type RoomSession } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useEffect } from 'react'
import { loadText, saveText } from '../session/stored-text.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Observable } from '../ui/observable.ts'
import { ClickSound } from './click-sound.ts'

/** Whether the room's metronome is heard here; for this device alone. */
export const clickHeard = new Observable(loadText('click') !== 'off')

export function hearClick(isHeard: boolean): void {
  clickHeard.set(isHeard)
  saveText('click', isHeard ? undefined : 'off')
}

/** Clicks with the room while its metronome runs. */
export function useMetronome(room: RoomSession): void {
  const { piano, clock: audioClock, sound } = useStudio()
  const { connection } = useConnection()
  useEffect(() => {
    if (!connection) return undefined
    const clicks = new ClickSound(piano.context)
    const follow = () => clicks.setVolume(clickHeard.value ? sound.value.volume : 0)
    follow()
    const stops = [sound.subscribe(follow), clickHeard.subscribe(follow)]
    const metronome = new Metronome({
      room,
      clock: connection.clock,
      click: (atMs, { inBar }) => clicks.click(audioClock.timeAt(atMs), inBar === 0),
    })
    return () => {
      metronome.close()
      for (const stop of stops) stop()
      clicks.close()
    }
  }, [connection, room, piano, audioClock, sound])
}
