import type { UserId } from '../ids.ts'
import type { Room } from '../rooms/room.ts'
import type { SeenStatus } from '../users/user-status.ts'

/** Who is connected right now, and where. */
export interface Presence {
  /** `offline` also for whoever is invisible. */
  statusOf(user: UserId): SeenStatus
  /** The room that the user is in; of several connections, the one that came last counts. */
  roomOf(user: UserId): Room | undefined
}
