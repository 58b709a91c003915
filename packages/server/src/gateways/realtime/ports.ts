import type {
  AccessTokens,
  Budget,
  Clock,
  HouseRules,
  IdSource,
  MessageStore,
  PasswordHasher,
  RateLimiter,
  RoomEvents,
  RoomSanctionStore,
  RoomStore,
  SessionEvents,
  SessionStore,
  SocketTickets,
  UserStore,
} from '@tutti/core'

/** What the realtime gateway asks of the rest of the program. */
export interface Ports {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly roomSanctions: RoomSanctionStore
  readonly messages: MessageStore
  readonly passwords: PasswordHasher
  readonly accessTokens: AccessTokens
  readonly socketTickets: SocketTickets
  readonly rateLimiter: RateLimiter
  readonly roomEvents: RoomEvents
  readonly sessionEvents: SessionEvents
  readonly ids: IdSource
  readonly clock: Clock
  readonly houseRules: Pick<HouseRules, 'maintenance' | 'addressBans'>
  readonly limits: {
    readonly maxUsersPerRoom: number
    readonly roomsOpened?: Budget | undefined
    /** Rooms that one user goes into; undefined counts none. */
    readonly roomJoins?: Budget | undefined
  }
}
