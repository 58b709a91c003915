import type {
  ChatMessage,
  ConnectionState,
  CurrentSession,
  CursorPlace,
  Participant,
  PlayerState,
  RealtimeConnection,
  RoomSession,
  RoomTransport,
  RunningRecording,
} from '@tutti/client'
import { useEffect, useMemo } from 'react'
import { type RoomList, type RoomListOptions, roomListStore } from './room-list.ts'
import { useStore } from './store.ts'
import {
  connectionStore,
  cursorsStore,
  messagesStore,
  participantsStore,
  playerStore,
  recordingStore,
  roomStore,
  rttStore,
  sessionStore,
  stateStore,
  synchronisedStore,
  transportStore,
  typingStore,
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

/** What the shared player of the room plays; null while its queue is empty. */
export function usePlayer(room: RoomSession | null): PlayerState | null {
  return useStore(useMemo(() => playerStore(room), [room]))
}

/** Null while nobody records the room. Whoever is in it is to be shown when somebody does. */
export function useRecording(room: RoomSession | null): RunningRecording | null {
  return useStore(useMemo(() => recordingStore(room), [room]))
}

/** The beat of a room and how it plays together. */
export function useTransport(room: RoomSession): RoomTransport {
  return useStore(useMemo(() => transportStore(room), [room]))
}

/** Oldest first; a new array on every change. */
export function useMessages(room: RoomSession | null): readonly ChatMessage[] {
  return useStore(useMemo(() => messagesStore(room), [room]))
}

/** Who is writing a message right now, by participant number; never us. */
export function useTyping(room: RoomSession | null): readonly number[] {
  return useStore(useMemo(() => typingStore(room), [room]))
}

/** Where the others point, by participant number; a new map on every move. */
export function useCursors(room: RoomSession | null): ReadonlyMap<number, CursorPlace> {
  return useStore(useMemo(() => cursorsStore(room), [room]))
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
