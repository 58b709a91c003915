import type { Participant, RoomSession } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { Sight } from '../notes/sight.ts'
import { hueOf } from '../people/player-color.ts'
import { RoomEars } from '../playback/room-ears.ts'
import { self } from '../stage/stage.ts'
import { useStudio } from '../stage/use-studio.ts'

/** Joins the stage with a room for as long as the hall is open: our notes go out, the others' come in. */
export function useHallSound(room: RoomSession): RoomEars | undefined {
  const { piano, stage, loadPiano } = useStudio()
  const { connection } = useConnection()
  const [ears, setEars] = useState<RoomEars>()

  // Before any player of this room is turned down: the volumes that there are belong to those of the room before.
  useLayoutEffect(() => piano.resetPlayerVolumes(), [piano, room])
  useEffect(() => loadPiano(), [loadPiano])
  useEffect(() => {
    if (!connection) return undefined
    const { clock } = connection
    const opened = new RoomEars({ room, clock, stage, nowMs: () => performance.now() })
    stage.setAudience({
      play: (bytes) => room.play(bytes),
      playAt: (events) => {
        const aheadMs = clock.now() - performance.now()
        room.playAt(events.map(({ atMs, bytes }) => ({ atMs: atMs + aheadMs, bytes })))
      },
      get mayPlay() {
        return room.me.mayPlay
      },
      get ownDelayMs() {
        return opened.ownDelayMs
      },
    })
    setEars(opened)
    return () => {
      stage.setAudience(undefined)
      opened.close()
      setEars(undefined)
    }
  }, [connection, room, stage])
  return ears
}

/** Gives everyone their colour, oneself above all. */
export function useHallColors(sight: Sight, participants: readonly Participant[], me: Participant): void {
  // Before the first paint, or notes would show in lamp light for a frame.
  useLayoutEffect(() => {
    for (const { number, user } of participants) sight.palette.set(number, user.color)
    sight.palette.set(self, me.user.color)
  }, [sight, participants, me])
  useEffect(() => {
    document.documentElement.style.setProperty('--my-hue', String(hueOf(me.user.color)))
  }, [me])
}
