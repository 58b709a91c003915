import type {
  ChatMessage,
  ConnectionState,
  CurrentSession,
  Participant,
  RealtimeConnection,
  RoomSession,
  TuttiClient,
} from '@tutti/client'
import type { Store } from './store.ts'

const connecting: ConnectionState = { status: 'connecting' }
const nobody: readonly Participant[] = []
const nothingSaid: readonly ChatMessage[] = []

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

export function messagesStore(room: RoomSession | null): Store<readonly ChatMessage[]> {
  return {
    subscribe: (onChange) => room?.on('messages', onChange) ?? ignore,
    getSnapshot: () => room?.messages ?? nothingSaid,
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
