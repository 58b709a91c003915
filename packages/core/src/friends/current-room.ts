import type { Friend } from '../ports/friend-store.ts'
import type { Presence } from '../ports/presence.ts'
import type { Room } from '../rooms/room.ts'

/** The room that a friend is seen in: none with the privacy switch off, none that is private: its id is an invitation. */
export function roomSeenBy(presence: Presence, { user, showCurrentRoom }: Friend): Room | null {
  const isSeen = showCurrentRoom && presence.statusOf(user.id) !== 'offline'
  const room = isSeen ? presence.roomOf(user.id) : undefined
  return room === undefined || room.type === 'private' ? null : room
}
