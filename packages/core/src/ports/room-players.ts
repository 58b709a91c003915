import type { PieceNumber } from '../ids.ts'
import type { PackedPiece } from '../player/packed-piece.ts'
import type { QueuedPiece } from '../player/shared-player.ts'
import type { LiveRoom } from '../rooms/live-room.ts'
import type { User } from '../users/user.ts'

/** The shared players of all live rooms: what is done to them is heard and told at once. */
export interface RoomPlayers {
  /** @throws Refusal `player_queue_full`; `room_not_found` when the room is over. */
  add(live: LiveRoom, piece: PackedPiece, by: User): QueuedPiece
  /** @throws Refusal `piece_not_found`, `room_not_found`. */
  remove(live: LiveRoom, piece: PieceNumber): void
}
