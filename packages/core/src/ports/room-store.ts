import type { RoomId, UserId } from '../ids.ts'
import type { Room, RoomType } from '../rooms/room.ts'

/** `-` is downwards. Rooms that are equal in it are sorted by age, the newest first. */
export type StoredRoomOrder = 'name' | '-name' | 'created_at' | '-created_at'

export interface RoomQuery {
  /** Letters that the name must contain, without case. */
  readonly search?: string | undefined
  readonly type?: RoomType | undefined
  /** Of these rooms alone. */
  readonly among?: readonly RoomId[] | undefined
  /** All but these rooms. */
  readonly except?: readonly RoomId[] | undefined
  /** Newest first unless said otherwise. */
  readonly order?: StoredRoomOrder | undefined
  readonly offset: number
  readonly limit: number
}

export interface FoundRooms {
  readonly rooms: readonly Room[]
  /** How many there are, before paging. */
  readonly total: number
}

/** What lasts of a room. Who is in it lives in `LiveRooms`. */
export interface RoomStore {
  /** Resolves once it is durable. */
  add(room: Room): Promise<void>
  find(id: RoomId): Promise<Room | null>
  /** In the place of `before`, as it was read. False when that is gone or has changed since. */
  replace(room: Room, before: Room): Promise<boolean>
  /** All but private rooms. */
  listPublic(query: RoomQuery): Promise<FoundRooms>
  /** Private ones too. */
  listOwnedBy(user: UserId): Promise<readonly Room[]>
  /** Rooms that close when they are empty, left over from an earlier run of the server. */
  listTemporary(): Promise<readonly Room[]>
  /** The room, its messages, bans and mutes. */
  remove(id: RoomId): Promise<void>
}
