import type { Participant } from '@tutti/client'
import { useEffect, useState } from 'react'
import { setSilenced, silenced } from '../people/silenced.ts'
import { useStudio } from '../stage/use-studio.ts'
import { useObservable } from '../ui/use-observable.ts'

/** As chosen for each person, by user id, while the page is open: numbers mean somebody else in the next room. */
const volumes = new Map<string, number>()

export interface PlayerVolume {
  readonly volume: number
  readonly isSilenced: boolean
  readonly setVolume: (volume: number) => void
  readonly silence: (isSilenced: boolean) => void
}

/** How loud one hears a player, and whether at all. Turning somebody up ends the silence. */
export function usePlayerVolume({ number, user }: Participant, isMe: boolean): PlayerVolume {
  const { piano } = useStudio()
  const [volume, setVolume] = useState(() => volumes.get(user.userId) ?? 1)
  const isSilenced = useObservable(silenced).has(user.userId) && !isMe
  useEffect(() => {
    piano.setPlayerVolume(isMe ? 0 : number, isSilenced ? 0 : volume)
  }, [piano, isMe, number, isSilenced, volume])
  const change = (next: number) => {
    volumes.set(user.userId, next)
    setVolume(next)
    if (isSilenced && next > 0) setSilenced(user.userId, false)
  }
  return { volume, isSilenced, setVolume: change, silence: (isOn) => setSilenced(user.userId, isOn) }
}
