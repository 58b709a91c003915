export {
  useClock,
  useConnection,
  useMessages,
  useParticipants,
  useRoom,
  useRoomList,
  useSession,
} from './hooks.ts'
export type { Connected } from './hooks.ts'
export type { RoomList, RoomListOptions } from './room-list.ts'
export { TuttiProvider, useTutti } from './tutti-context.ts'
export type { TuttiProviderProps } from './tutti-context.ts'
