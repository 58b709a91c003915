import type {
  AccessTokens,
  AccountStore,
  ActivityTally,
  Audience,
  AuditLog,
  AvatarPictures,
  Budget,
  ChatFilter,
  Clock,
  DirectEvents,
  DirectMessageStore,
  FriendStore,
  HouseRules,
  IdSource,
  InstanceStore,
  InviteCodes,
  InviteStore,
  LiveRooms,
  MailBell,
  MailTokens,
  MessageStore,
  MidiWorks,
  Outbox,
  PasswordHasher,
  Presence,
  ProfileStore,
  RateLimiter,
  RecordingStore,
  RegistrationMode,
  ReportStore,
  RoomEvents,
  RoomPlayers,
  RoomSanctionStore,
  RoomStore,
  SanctionStore,
  SessionEvents,
  SessionStore,
  SessionTokens,
  SocketTickets,
  UserStore,
} from '@tutti/core'
import type { ReadAddress } from '../../addresses/client-address.ts'
import type { Log } from '../../telemetry/log.ts'
import type { OpsNeeds } from '../ops/ops.ts'
import type { RequestLimits } from './limits/request-limits.ts'
import type { RequestMetrics } from './request-metrics.ts'

/** What the HTTP gateway asks of the rest of the program. */
export interface RestNeeds {
  readonly accounts: AccountStore
  readonly outbox: Outbox
  readonly mailTokens: MailTokens
  readonly mailBell: MailBell
  readonly rules: { readonly requireVerifiedEmail: boolean; readonly requireApplicationId: boolean }
  readonly audit: AuditLog
  readonly sanctions: SanctionStore
  readonly reports: ReportStore
  readonly invites: InviteStore
  readonly inviteCodes: InviteCodes
  readonly instance: InstanceStore
  readonly houseRules: HouseRules
  readonly registration: RegistrationMode
  readonly audience: Audience
  readonly startedAtMs: number
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly profiles: ProfileStore
  readonly friends: FriendStore
  readonly avatars: AvatarPictures
  readonly presence: Presence
  readonly activity: Pick<ActivityTally, 'sawAgain'>
  readonly messages: MessageStore
  readonly chatFilter: ChatFilter
  readonly directMessages: DirectMessageStore
  readonly directEvents: DirectEvents
  readonly recordings: RecordingStore
  readonly midiWorks: MidiWorks
  readonly roomPlayers: RoomPlayers
  readonly roomSanctions: RoomSanctionStore
  readonly accessTokens: AccessTokens
  readonly sessionTokens: SessionTokens
  readonly sessionEvents: SessionEvents
  readonly socketTickets: SocketTickets
  readonly passwords: PasswordHasher
  readonly ids: IdSource
  readonly clock: Clock
  readonly roomEvents: RoomEvents
  readonly liveRooms: Pick<LiveRooms, 'countUsers' | 'find' | 'occupied'>
  readonly limits: {
    readonly maxUsersPerRoom: number
    readonly chatEditMs: number
    readonly loginFailures?: Budget | undefined
    readonly roomsOpened?: Budget | undefined
  }
  readonly rateLimiter: RateLimiter
  /** The budgets of requests; undefined: they are not counted. */
  readonly requestLimits?: RequestLimits | undefined
  /** Who is at the other end of a connection, or behind the proxies there. */
  readonly readAddress?: ReadAddress
  /** Origins of pages elsewhere that may use the API. */
  readonly corsOrigins?: readonly string[]
  readonly metrics: RequestMetrics & OpsNeeds['metrics']
  readonly probes: OpsNeeds['probes']
  /** With which status the Blueprint API tells that there is no such user. */
  readonly unknownUserStatus: number
  readonly opsToken?: string | undefined
  /** Whether a stop is near: nothing new begins then. */
  readonly lifecycle: { readonly isDraining: boolean }
  readonly log: Log
  /** An origin without a slash at its end. Without it socket addresses follow the request. */
  readonly publicUrl?: string | undefined
  /** What links begin with: the public URL, or else the address that the server prints. */
  readonly linkBase: () => string
  /** Where users' pictures are kept. */
  readonly avatarsDir: string
  /** The folder of the built web client. */
  readonly webClientDir?: string | undefined
}
