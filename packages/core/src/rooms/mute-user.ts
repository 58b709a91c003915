import type { Clock } from '../ports/clock.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { findTarget, type Sanctioning } from './find-target.ts'
import { getRoom } from './get-room.ts'
import { checkMayLift } from './room-authority.ts'
import type { RoomMute } from './room-sanctions.ts'
import { endOf } from './sanction-length.ts'

export interface MuteUser extends Sanctioning {
  readonly chat: boolean
  readonly notes: boolean
  /** Absent or null: until it is lifted. */
  readonly minutes?: number | null | undefined
}

interface Needs {
  readonly rooms: RoomStore
  readonly users: Pick<UserStore, 'find'>
  readonly roomSanctions: RoomSanctionStore
  readonly roomEvents: RoomEvents
  readonly clock: Clock
}

/**
 * Takes a user's voice in a room, also of one who is not there; in the place of the mute before. Of nothing it lifts.
 * @throws Refusal `room_not_found`, `user_not_found`, `not_allowed`, `invalid_input`.
 */
export async function muteUser(needs: Needs, { chat, notes, minutes, ...who }: MuteUser): Promise<RoomMute> {
  const nowMs = Math.round(needs.clock.now())
  const endsAtMs = endOf(minutes, nowMs)
  const { username } = await findTarget(needs, who)
  const { roomId, userId, user } = who
  const mute: RoomMute = { roomId, userId, username, byId: user.id, chat, notes, createdAtMs: nowMs, endsAtMs }
  if (chat || notes) await needs.roomSanctions.putMute(mute)
  else await needs.roomSanctions.removeMute(roomId, userId)
  needs.roomEvents.publish({ type: 'user_muted', mute })
  return mute
}

/** Gives the voice back, but nobody one's own. Lifting no mute changes nothing. @throws Refusal `room_not_found`, `not_allowed`. */
export async function unmuteUser(
  { rooms, roomSanctions, roomEvents }: Omit<Needs, 'users' | 'clock'>,
  { roomId, user, userId }: Sanctioning,
): Promise<void> {
  checkMayLift(await getRoom({ rooms }, roomId), user, userId)
  await roomSanctions.removeMute(roomId, userId)
  roomEvents.publish({ type: 'user_unmuted', roomId, userId })
}
