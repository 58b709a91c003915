export {
  useClock,
  useConnection,
  useCursors,
  useMessages,
  useParticipants,
  usePlayer,
  useRecording,
  useRoom,
  useRoomList,
  useSession,
  useTransport,
  useTyping,
} from './hooks.ts'
export type { Connected } from './hooks.ts'
export type { RoomList, RoomListOptions } from './room-list.ts'
export { TuttiProvider, useTutti } from './tutti-context.ts'
export type { TuttiProviderProps } from './tutti-context.ts'
