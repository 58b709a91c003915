import type { RoomId, UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'
import type { Room } from '../rooms/room.ts'

/** By what rooms may be filtered and sorted; `roomName` may be searched. */
export type RoomField =
  | 'roomId'
  | 'roomName'
  | 'roomOwner'
  | 'roomType'
  | 'maxUsers'
  | 'currentUsers'
  | 'hasPassword'
  | 'temporary'
  | 'createdAt'

export interface RoomListing extends Listing<RoomField> {
  /** How many take a place in which rooms, for `currentUsers`; of rooms that are absent nobody does. */
  readonly occupancy?: readonly (readonly [RoomId, number])[] | undefined
}

/** What lasts of a room. Who is in it lives in `LiveRooms`. */
export interface RoomStore {
  /** Resolves once it is durable. */
  add(room: Room): Promise<void>
  find(id: RoomId): Promise<Room | null>
  /** In the place of `before`, as it was read. False when that is gone or has changed since. */
  replace(room: Room, before: Room): Promise<boolean>
  /** All but private rooms, newest first. */
  listPublic(listing: RoomListing): Promise<Page<Room>>
  /** Private ones too. */
  listOwnedBy(user: UserId): Promise<readonly Room[]>
  /** Rooms that close when they are empty, left over from an earlier run of the server. */
  listTemporary(): Promise<readonly Room[]>
  /** The room, its messages, bans and mutes. */
  remove(id: RoomId): Promise<void>
}
