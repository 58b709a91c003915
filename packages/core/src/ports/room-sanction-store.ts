import type { RoomId, UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'
import type { RoomBan, RoomMute } from '../rooms/room-sanctions.ts'

/** By what bans may be filtered and sorted. */
export type RoomBanField = 'userId' | 'username' | 'reason' | 'bannedBy' | 'createdAt' | 'endsAt'

export interface RoomBanListing extends Listing<RoomBanField> {
  readonly roomId: RoomId
  /** Those that have ended by then are left out. */
  readonly nowMs: number
}

/** Bans and mutes of users in rooms: at most one of each for a user and a room. They go with the room or the user. */
export interface RoomSanctionStore {
  /** In the place of one that is there. @throws Refusal `room_not_found` when the room or the user is gone. */
  putBan(ban: RoomBan): Promise<void>
  /** Whether it is still in force is the caller's to judge. */
  findBan(room: RoomId, user: UserId): Promise<RoomBan | null>
  /** Newest first. */
  listBans(listing: RoomBanListing): Promise<Page<RoomBan>>
  removeBan(room: RoomId, user: UserId): Promise<void>
  /** In the place of one that is there. @throws Refusal `room_not_found` when the room or the user is gone. */
  putMute(mute: RoomMute): Promise<void>
  /** Whether it is still in force is the caller's to judge. */
  findMute(room: RoomId, user: UserId): Promise<RoomMute | null>
  removeMute(room: RoomId, user: UserId): Promise<void>
}
