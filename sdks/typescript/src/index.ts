export { createClient } from './client.ts'
export type { ClientOptions, LogInAsk, RegisterAsk, TuttiClient } from './client.ts'
export type {
  ClosedReason,
  ConnectionEvents,
  ConnectionState,
  CreateRoomAsk,
  JoinRoomAsk,
  RealtimeConnection,
  ServerClock,
  ServerLimits,
  ServerNotification,
  WelcomeInfo,
} from './realtime/connection-types.ts'
export type {
  ChannelSound,
  ChatMessage,
  HeardNotes,
  JoinedParticipant,
  NotesOff,
  Participant,
  ParticipantGone,
  QuotaSpent,
  RoomEnd,
  RoomEvents,
  RoomInfo,
  RoomSession,
  RoomSettings,
  RoomType,
  RoomUser,
  TimedMidi,
} from './realtime/room-types.ts'
export type { AccountCalls, PasswordChange, ProfileChange, ProfileView, UpgradeAsk } from './rest/account-calls.ts'
export type { Answer, Ask, OperationName, RoomView, UserView } from './rest/operation-types.ts'
export type { OwnSession, OwnSessionCalls, OwnSessionPage, OwnSessionQuery } from './rest/own-session-calls.ts'
export type {
  BanAsk,
  CreateLastingRoomAsk,
  MuteAsk,
  RoomBanPage,
  RoomBanView,
  RoomCalls,
  RoomListQuery,
  RoomMessages,
  RoomMuteView,
  RoomPage,
  RoomParticipants,
  UpdateRoomAsk,
} from './rest/room-calls.ts'
export type { Cancel, LocalClock, Timers, WebSocketLike } from './runtime.ts'
export type { CurrentSession, SessionUser, StoredSession } from './session/current-session.ts'
export { browserStorage, memoryStorage } from './session/session-storage.ts'
export type { SessionStorage } from './session/session-storage.ts'
export type { QueuePlace } from './realtime/waiting.ts'
export { TuttiError } from './tutti-error.ts'
