export * from './codec.ts'
export * from './hot/midi-frame.ts'
export {
  ChatMessageType,
  LeaveCause,
  NotesOffCause,
  NotificationKind,
  RoomType,
  ServerMessageType,
} from './gen/tutti/realtime/v1/realtime_pb.ts'
export type {
  Ack,
  Channel,
  ChatMessage,
  CreateRoomCommand,
  Error as ErrorMessage,
  Heartbeat,
  JoinRoomCommand,
  Limits,
  MidiMessage,
  NotesOff,
  Notification,
  Participant,
  QueuePosition,
  Quota,
  Room,
  RoomClosed,
  RoomJoined,
  RoomSettings,
  ServerMessage,
  User,
  UserCommand,
  Welcome,
} from './gen/tutti/realtime/v1/realtime_pb.ts'
