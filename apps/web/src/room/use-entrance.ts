import type { QueuePlace, RoomSession, TuttiClient } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useCallback, useEffect, useState } from 'react'
import { enter } from '../session/enter.ts'
import { keepPassword, recallPassword } from '../session/room-passwords.ts'
import { errorCode, errorWords } from '../session/error-words.ts'

export type Entrance =
  | { readonly kind: 'entering' }
  /** In line for a place; one comes in by oneself. */
  | { readonly kind: 'waiting'; readonly place: QueuePlace }
  | { readonly kind: 'inside'; readonly room: RoomSession }
  /** `code` is what the room, or the way to it, refused with. */
  | { readonly kind: 'outside'; readonly code: string; readonly words: string; readonly hadPassword: boolean }

export interface EntranceAsk {
  readonly password?: string
  readonly listen?: boolean
  /** Stands in line when the room is full. */
  readonly wait?: boolean
}

/** Not to be found on coming back means that it closed meanwhile. */
function endCode(cause: string): string {
  return cause === 'room_not_found' ? 'room_closed' : cause
}

/** The room that is being left, which must be over before it can be entered again. */
let leaving: Promise<unknown> = Promise.resolve()

/** The way into a room and out of it again. */
export function useEntrance(roomId: string): {
  readonly entrance: Entrance
  readonly goIn: (ask?: EntranceAsk) => void
  readonly leaveLine: () => void
} {
  const client = useTutti()
  const [ask, setAsk] = useState<EntranceAsk>({})
  const [entrance, setEntrance] = useState<Entrance>(() => {
    const room = presentRoom(client, roomId)
    return room ? { kind: 'inside', room } : { kind: 'entering' }
  })

  useEffect(() => {
    let isWanted = true
    let room = presentRoom(client, roomId)
    const stand = (place: QueuePlace) => {
      if (isWanted) setEntrance({ kind: 'waiting', place })
      else leaveQueue(client, roomId)?.catch(() => {})
    }
    const come = async () => {
      room ??= await join(client, { roomId, ask, onPlace: stand })
      if (!isWanted) return room.leave()
      room.on(
        'closed',
        ({ cause, reason }) =>
          isWanted && setEntrance({ kind: 'outside', code: endCode(cause), words: reason, hadPassword: false }),
      )
      return setEntrance({ kind: 'inside', room })
    }
    if (!room) setEntrance({ kind: 'entering' })
    const coming = come().catch((error: unknown) => {
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
      // A connection that is gone has left by itself. Whoever is on the way in goes out again first.
      leaving = (room?.leave() ?? leaveQueue(client, roomId) ?? coming).catch(() => {})
    }
  }, [client, roomId, ask])

  // Whoever gave the password and then found the room full is not asked for it again.
  const goIn = useCallback(
    (next: EntranceAsk = {}) => setAsk(({ password }) => ({ ...(password !== undefined && { password }), ...next })),
    [],
  )
  const leaveLine = useCallback(() => void leaveQueue(client, roomId)?.catch(() => {}), [client, roomId])
  return { entrance, goIn, leaveLine }
}

/** Whoever has just opened the room is in it already. */
function presentRoom({ connection }: TuttiClient, roomId: string): RoomSession | undefined {
  const room = connection?.room
  return room?.room.roomId === roomId && connection?.state.status !== 'closed' ? room : undefined
}

function leaveQueue({ connection }: TuttiClient, roomId: string): Promise<void> | undefined {
  return connection?.queue?.roomId === roomId ? connection.leaveQueue() : undefined
}

interface Joining {
  readonly roomId: string
  readonly ask: EntranceAsk
  readonly onPlace: (place: QueuePlace) => void
}

async function join(client: TuttiClient, { roomId, ask, onPlace }: Joining): Promise<RoomSession> {
  await leaving
  const connection = await enter(client)
  const password = ask.password ?? recallPassword(roomId)
  const stop = connection.on('queue', (place) => place?.roomId === roomId && onPlace(place))
  try {
    const room = await connection.joinRoom({ roomId, ...ask, password })
    keepPassword(roomId, password)
    return room
  } finally {
    stop()
  }
}
