export { createClient } from './client.ts'
export type { Continuity } from './realtime/resumption.ts'
export type { ClientOptions, LogInAsk, RegisterAsk, TuttiClient } from './client.ts'
export type {
  RoomWatch,
  ListedRoom,
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
  Instrument,
  JoinedParticipant,
  MessageQuote,
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
  SendMessageHow,
  TimedMidi,
} from './realtime/room-types.ts'
export type { AccountCalls, PasswordChange, ProfileChange, ProfileView, UpgradeAsk } from './rest/account-calls.ts'
export { Metronome } from './timing/metronome.ts'
export type { MetronomeOptions } from './timing/metronome.ts'
export { RoomPlayback } from './timing/room-playback.ts'
export type { PlayedEvent, RoomPlaybackOptions, Travel } from './timing/room-playback.ts'
export { TapTempo } from './timing/tap-tempo.ts'
export type { Tapped } from './timing/tap-tempo.ts'
export { barLengthMs, beatLengthMs, beatOf, beatsAt, intervalLengthMs, nextBeat } from './timing/transport.ts'
export type { Beat, RoomMode, RoomTransport, Transport, TransportPatch } from './timing/transport.ts'
export type { DirectLine, DirectMessage, ReadUpTo, SentDirect } from './realtime/direct-line.ts'
export type { BanChoice, MuteChoice, RoomModeration, RoomPatch } from './realtime/room-moderation.ts'
export type { AvatarPosition, CursorPlace } from './realtime/room-signals.ts'
export type { UserStatus } from '@tutti/core'
export type {
  Conversations,
  DirectCalls,
  DirectHistory,
  DirectHistoryQuery,
  DirectMessageView,
} from './rest/direct-calls.ts'
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
  RoomMessage,
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
export type { PlayerState, QueuedPiece, RoomPlayer } from './realtime/room-player.ts'
export { positionAt } from './realtime/room-player.ts'
export type { EndedRecording, RoomRecorder, RunningRecording } from './realtime/room-recorder.ts'
export type {
  KnownRecordingView,
  PieceCalls,
  QueuedPieceView,
  RecordingCalls,
  RecordingPage,
  RecordingQuery,
  RecordingView,
} from './rest/recording-calls.ts'
export type { QueuePlace } from './realtime/waiting.ts'
export { TuttiError } from './tutti-error.ts'
