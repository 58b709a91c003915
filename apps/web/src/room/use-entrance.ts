import type { RoomSession } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback, useEffect, useState } from 'react'
import { enter } from '../session/enter.ts'
import { keepPassword, recallPassword } from '../session/room-passwords.ts'
import { errorCode, errorWords } from '../session/error-words.ts'

export type Entrance =
  | { readonly kind: 'entering' }
  | { readonly kind: 'inside'; readonly room: RoomSession }
  /** `code` is what the room, or the way to it, refused with. */
  | { readonly kind: 'outside'; readonly code: string; readonly words: string; readonly hadPassword: boolean }

export interface EntranceAsk {
  readonly password?: string
  readonly listen?: boolean
}

/** Not to be found on coming back means that it closed meanwhile. */
function endCode(cause: string): string {
  return cause === 'room_not_found' ? 'room_closed' : cause
}

/** The way into a room and out of it again. */
export function useEntrance(roomId: string): {
  readonly entrance: Entrance
  readonly goIn: (ask?: EntranceAsk) => void
} {
  const client = useTutti()
  const [ask, setAsk] = useState<EntranceAsk>({})
  const [entrance, setEntrance] = useState<Entrance>({ kind: 'entering' })

  useEffect(() => {
    let isWanted = true
    let room: RoomSession | undefined
    const come = async () => {
      const connection = await enter(client)
      const present = connection.room?.room.roomId === roomId ? connection.room : undefined
      const password = ask.password ?? recallPassword(roomId)
      room = present ?? (await connection.joinRoom({ roomId, ...ask, password }))
      keepPassword(roomId, password)
      if (!isWanted) return room.leave()
      room.on(
        'closed',
        ({ cause }) =>
          isWanted && setEntrance({ kind: 'outside', code: endCode(cause), words: '', hadPassword: false }),
      )
      return setEntrance({ kind: 'inside', room })
    }
    setEntrance({ kind: 'entering' })
    come().catch((error: unknown) => {
      if (isWanted)
        setEntrance({
          kind: 'outside',
          code: errorCode(error),
          words: errorWords(error),
          hadPassword: ask.password !== undefined,
        })
    })
    return () => {
      isWanted = false
      // A connection that is gone has left by itself.
      room?.leave().catch(() => {})
    }
  }, [client, roomId, ask])

  const goIn = useCallback((next: EntranceAsk = {}) => setAsk({ ...next }), [])
  return { entrance, goIn }
}
