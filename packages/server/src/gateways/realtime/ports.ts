import type {
  AccessTokens,
  Budget,
  ChatFilter,
  Clock,
  DirectEvents,
  DirectMessageStore,
  FriendStore,
  HouseRules,
  IdSource,
  LiveRooms,
  MessageStore,
  MidiWorks,
  PasswordHasher,
  ProfileStore,
  RateLimiter,
  RecordingLimits,
  RecordingStore,
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
  readonly chatFilter: ChatFilter
  readonly profiles: ProfileStore
  readonly friends: FriendStore
  readonly directMessages: DirectMessageStore
  readonly directEvents: DirectEvents
  readonly liveRooms: Pick<LiveRooms, 'find'>
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly recordings: RecordingStore
  readonly recordingLimits: RecordingLimits
  readonly midiWorks: MidiWorks
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
    readonly chatEditMs: number
    readonly roomsOpened?: Budget | undefined
  }
}
