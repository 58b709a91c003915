import type {
  AccessTokens,
  Clock,
  IdSource,
  LiveRooms,
  PasswordHasher,
  RefreshTokens,
  RoomEvents,
  RoomStore,
  SessionStore,
  SocketTickets,
  UserStore,
} from '@tutti/core'
import type { Log } from '../../telemetry/log.ts'

/** What the HTTP gateway asks of the rest of the program. */
export interface RestNeeds {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly socketTickets: SocketTickets
  readonly passwords: PasswordHasher
  readonly ids: IdSource
  readonly clock: Clock
  readonly roomEvents: RoomEvents
  readonly liveRooms: Pick<LiveRooms, 'countUsers'>
  readonly limits: { readonly maxUsersPerRoom: number }
  readonly log: Log
  /** An origin without a slash at its end. Without it socket addresses follow the request. */
  readonly publicUrl?: string | undefined
  /** What links begin with: the public URL, or else the address that the server prints. */
  readonly linkBase: () => string
  /** The folder of the built web client. */
  readonly webClientDir?: string | undefined
}
