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
export type { Answer, Ask, OperationName, RoomView, UserView } from './rest/operation-types.ts'
export type { CreateLastingRoomAsk, RoomCalls, RoomListQuery, RoomPage } from './rest/room-calls.ts'
export type { Cancel, LocalClock, Timers, WebSocketLike } from './runtime.ts'
export type { CurrentSession, SessionUser, StoredSession } from './session/current-session.ts'
export { browserStorage, memoryStorage } from './session/session-storage.ts'
export type { SessionStorage } from './session/session-storage.ts'
export { TuttiError } from './tutti-error.ts'
