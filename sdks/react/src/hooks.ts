import type {
  ChatMessage,
  ConnectionState,
  CurrentSession,
  Participant,
  RealtimeConnection,
  RoomSession,
} from '@tutti/client'
import { useEffect, useMemo } from 'react'
import { type RoomList, type RoomListOptions, roomListStore } from './room-list.ts'
import { useStore } from './store.ts'
import {
  connectionStore,
  messagesStore,
  participantsStore,
  roomStore,
  rttStore,
  sessionStore,
  stateStore,
  synchronisedStore,
} from './stores.ts'
import { useTutti } from './tutti-context.ts'

/** Who is signed in here, or null. */
export function useSession(): CurrentSession | null {
  const client = useTutti()
  return useStore(useMemo(() => sessionStore(client), [client]))
}

export interface Connected {
  /** Null until there is a session. */
  readonly connection: RealtimeConnection | null
  /** `connecting` too while there is no session. */
  readonly state: ConnectionState
}

/**
 * The connection, made as soon as there is a session and shared by everybody. It outlives the component; `close()` it, or
 * log out, to end it. A connection that is closed for good is made anew when the user changes.
 */
export function useConnection(): Connected {
  const client = useTutti()
  const userId = useSession()?.user.userId
  useEffect(() => {
    if (userId !== undefined) client.connect()
  }, [client, userId])
  const connection = useCurrentConnection()
  const state = useStore(useMemo(() => stateStore(connection), [connection]))
  return { connection, state }
}

/** The room that we are in. Connects nothing. */
export function useRoom(): RoomSession | null {
  const connection = useCurrentConnection()
  return useStore(useMemo(() => roomStore(connection), [connection]))
}

/** Sorted by number; a new array on every change. */
export function useParticipants(room: RoomSession | null): readonly Participant[] {
  return useStore(useMemo(() => participantsStore(room), [room]))
}

/** Oldest first; a new array on every change. */
export function useMessages(room: RoomSession | null): readonly ChatMessage[] {
  return useStore(useMemo(() => messagesStore(room), [room]))
}

/** Public rooms, newest first, at most 100, asked for again and again while the page can be seen. */
export function useRoomList({ refreshMs, search }: RoomListOptions = {}): RoomList {
  const client = useTutti()
  return useStore(useMemo(() => roomListStore(client, { refreshMs, search }), [client, refreshMs, search]))
}

/** How far away the server is. */
export function useClock(): { readonly rttMs: number; readonly synchronised: boolean } {
  const connection = useCurrentConnection()
  const rttMs = useStore(useMemo(() => rttStore(connection), [connection]))
  const synchronised = useStore(useMemo(() => synchronisedStore(connection), [connection]))
  return { rttMs, synchronised }
}

function useCurrentConnection(): RealtimeConnection | null {
  const client = useTutti()
  return useStore(useMemo(() => connectionStore(client), [client]))
}
