import type { UserId } from '../ids.ts'
import type { Room } from '../rooms/room.ts'

/** Who is connected right now, and where. */
export interface Presence {
  isOnline(user: UserId): boolean
  /** The room that the user is in; of several connections, the one that came last counts. */
  roomOf(user: UserId): Room | undefined
}
