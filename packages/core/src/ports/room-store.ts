import type { RoomId } from '../ids.ts'
import type { Room } from '../rooms/room.ts'

export interface RoomQuery {
  /** Letters that the name must contain, without case. */
  readonly search?: string
  readonly page: number
  readonly perPage: number
}

export interface RoomPage {
  readonly rooms: readonly Room[]
  readonly total: number
}

/** What lasts of a room. Who is in it lives in `LiveRooms`. */
export interface RoomStore {
  /** Resolves once it is durable. */
  add(room: Room): Promise<void>
  find(id: RoomId): Promise<Room | null>
  /** Public rooms, newest first. */
  listPublic(query: RoomQuery): Promise<RoomPage>
  /** Rooms that close when they are empty, left over from an earlier run of the server. */
  listTemporary(): Promise<readonly Room[]>
  /** The room and its messages. */
  remove(id: RoomId): Promise<void>
}
