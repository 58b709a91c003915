import type { RoomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import { isPro } from '../users/roles.ts'
import { rolesOf, type User } from '../users/user.ts'
import { getRoom } from './get-room.ts'
import { isInForce, type RoomBan } from './room-sanctions.ts'
import type { Room } from './room.ts'

export interface OpenDoor {
  readonly roomId: RoomId
  readonly user: User
  readonly password?: string | undefined
}

interface Needs {
  readonly rooms: RoomStore
  readonly roomSanctions: RoomSanctionStore
  readonly passwords: PasswordHasher
  readonly clock: Clock
}

/**
 * Whether somebody may come in at all; whether there is a seat is the live room's to say, in one step with taking it.
 * @throws Refusal `room_not_found`, `banned_from_room`, `guests_not_allowed`, `pro_required`, `wrong_password`, `overloaded`.
 */
export async function openDoor(needs: Needs, { roomId, user, password }: OpenDoor): Promise<Room> {
  const { rooms, roomSanctions, passwords, clock } = needs
  const [room, ban] = await Promise.all([getRoom({ rooms }, roomId), roomSanctions.findBan(roomId, user.id)])
  checkDoor({ room, user, ban, nowMs: clock.now() })
  if (room.passwordHash === null || room.ownerId === user.id) return room

  const knowsPassword = Boolean(password) && (await passwords.verify(room.passwordHash, password ?? ''))
  if (!knowsPassword) throw new Refusal('wrong_password', { roomId })
  // Checking a password takes its time: the room may have closed meanwhile.
  return getRoom({ rooms }, roomId)
}

export interface AtTheDoor {
  readonly room: Room
  readonly user: User
  readonly ban: RoomBan | null
  readonly nowMs: number
}

/** What needs no password to be seen. The owner gets in unless a moderator says otherwise. @throws Refusal `banned_from_room`, `guests_not_allowed`, `pro_required`. */
export function checkDoor({ room, user, ban, nowMs }: AtTheDoor): void {
  if (ban && isInForce(ban, nowMs)) throw bannedBy(ban, nowMs)
  if (room.ownerId === user.id) return
  if (user.kind === 'guest' && !room.settings.allowGuests) throw new Refusal('guests_not_allowed')
  if (room.type === 'pro' && !isPro(rolesOf(user))) throw new Refusal('pro_required')
}

function bannedBy({ roomId, reason, endsAtMs }: RoomBan, nowMs: number): Refusal {
  return new Refusal('banned_from_room', {
    roomId,
    ...(reason && { issue: reason }),
    ...(endsAtMs !== null && { retryAfterMs: endsAtMs - nowMs }),
  })
}
