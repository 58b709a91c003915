import type { RoomId, UserId } from '../ids.ts'
import type { RoomBan, RoomMute } from '../rooms/room-sanctions.ts'

export interface BanQuery {
  readonly roomId: RoomId
  /** Those that have ended by then are left out. */
  readonly nowMs: number
  readonly page: number
  readonly perPage: number
}

export interface BanPage {
  readonly bans: readonly RoomBan[]
  readonly total: number
}

/** Bans and mutes of users in rooms: at most one of each for a user and a room. They go with the room or the user. */
export interface RoomSanctionStore {
  /** In the place of one that is there. @throws Refusal `room_not_found` when the room or the user is gone. */
  putBan(ban: RoomBan): Promise<void>
  /** Whether it is still in force is the caller's to judge. */
  findBan(room: RoomId, user: UserId): Promise<RoomBan | null>
  /** Newest first. */
  listBans(query: BanQuery): Promise<BanPage>
  removeBan(room: RoomId, user: UserId): Promise<void>
  /** In the place of one that is there. @throws Refusal `room_not_found` when the room or the user is gone. */
  putMute(mute: RoomMute): Promise<void>
  /** Whether it is still in force is the caller's to judge. */
  findMute(room: RoomId, user: UserId): Promise<RoomMute | null>
  removeMute(room: RoomId, user: UserId): Promise<void>
}
