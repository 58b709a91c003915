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
  TuttiClient,
} from '@tutti/client'
import type { Store } from './store.ts'

const connecting: ConnectionState = { status: 'connecting' }
const nobody: readonly Participant[] = []
const nothingSaid: readonly ChatMessage[] = []
const nobodyTypes: readonly number[] = []
const noCursors: ReadonlyMap<number, CursorPlace> = new Map()

export function sessionStore(client: TuttiClient): Store<CurrentSession | null> {
  return {
    subscribe: (onChange) => client.onSessionChange(onChange),
    getSnapshot: () => client.session,
  }
}

export function connectionStore(client: TuttiClient): Store<RealtimeConnection | null> {
  return {
    subscribe: (onChange) => client.onConnectionChange(onChange),
    getSnapshot: () => client.connection,
  }
}

export function stateStore(connection: RealtimeConnection | null): Store<ConnectionState> {
  return {
    subscribe: (onChange) => connection?.on('state', onChange) ?? ignore,
    getSnapshot: () => connection?.state ?? connecting,
  }
}

export function roomStore(connection: RealtimeConnection | null): Store<RoomSession | null> {
  return {
    subscribe: (onChange) => connection?.on('room', onChange) ?? ignore,
    getSnapshot: () => connection?.room ?? null,
  }
}

export function participantsStore(room: RoomSession | null): Store<readonly Participant[]> {
  return {
    subscribe: (onChange) => room?.on('participants', onChange) ?? ignore,
    getSnapshot: () => room?.participants ?? nobody,
  }
}

export function playerStore(room: RoomSession | null): Store<PlayerState | null> {
  return {
    subscribe: (onChange) => room?.on('player', onChange) ?? ignore,
    getSnapshot: () => room?.player.state ?? null,
  }
}

export function recordingStore(room: RoomSession | null): Store<RunningRecording | null> {
  return {
    subscribe: (onChange) => room?.on('recording', onChange) ?? ignore,
    getSnapshot: () => room?.recorder.running ?? null,
  }
}

export function messagesStore(room: RoomSession | null): Store<readonly ChatMessage[]> {
  return {
    subscribe: (onChange) => room?.on('messages', onChange) ?? ignore,
    getSnapshot: () => room?.messages ?? nothingSaid,
  }
}

export function typingStore(room: RoomSession | null): Store<readonly number[]> {
  let typing = room?.typing ?? nobodyTypes
  return {
    subscribe: (onChange) =>
      room?.on('typing', (numbers) => {
        typing = numbers
        onChange()
      }) ?? ignore,
    getSnapshot: () => typing,
  }
}

export function cursorsStore(room: RoomSession | null): Store<ReadonlyMap<number, CursorPlace>> {
  return {
    subscribe: (onChange) => room?.on('cursors', onChange) ?? ignore,
    getSnapshot: () => room?.cursors ?? noCursors,
  }
}

export function transportStore(room: RoomSession): Store<RoomTransport> {
  return {
    subscribe: (onChange) => {
      const stops = [room.on('transport', onChange), room.on('rejoined', onChange)]
      return () => stops.forEach((stop) => stop())
    },
    getSnapshot: () => room.transport,
  }
}

export function rttStore(connection: RealtimeConnection | null): Store<number> {
  return { subscribe: clockChange(connection), getSnapshot: () => connection?.clock.rttMs ?? 0 }
}

export function synchronisedStore(connection: RealtimeConnection | null): Store<boolean> {
  return { subscribe: clockChange(connection), getSnapshot: () => connection?.clock.synchronised ?? false }
}

function clockChange(connection: RealtimeConnection | null): Store<unknown>['subscribe'] {
  return (onChange) => connection?.on('clock', onChange) ?? ignore
}

function ignore(): void {}
