import type {
  AccessTokens,
  Clock,
  IdSource,
  MessageStore,
  PasswordHasher,
  RoomEvents,
  RoomStore,
  SessionStore,
  SocketTickets,
  UserStore,
} from '@tutti/core'

/** What the realtime gateway asks of the rest of the program. */
export interface Ports {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly messages: MessageStore
  readonly passwords: PasswordHasher
  readonly accessTokens: AccessTokens
  readonly socketTickets: SocketTickets
  readonly roomEvents: RoomEvents
  readonly ids: IdSource
  readonly clock: Clock
  readonly limits: { readonly maxUsersPerRoom: number }
}
