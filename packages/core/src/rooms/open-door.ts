import type { RoomId } from '../ids.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import { isPro } from '../users/roles.ts'
import { rolesOf, type User } from '../users/user.ts'
import { getRoom } from './get-room.ts'
import type { Room } from './room.ts'

export interface OpenDoor {
  readonly roomId: RoomId
  readonly user: User
  readonly password?: string | undefined
}

interface Needs {
  readonly rooms: RoomStore
  readonly passwords: PasswordHasher
}

/**
 * Whether somebody may come in at all; whether there is a seat is the live room's to say, in one step with taking it.
 * @throws Refusal `room_not_found`, `guests_not_allowed`, `pro_required`, `wrong_password`, `overloaded`.
 */
export async function openDoor({ rooms, passwords }: Needs, request: OpenDoor): Promise<Room> {
  const { roomId, user, password } = request
  const room = await getRoom({ rooms }, roomId)
  if (room.ownerId === user.id) return room
  if (user.kind === 'guest' && !room.settings.allowGuests) throw new Refusal('guests_not_allowed')
  if (room.type === 'pro' && !isPro(rolesOf(user))) throw new Refusal('pro_required')
  if (room.passwordHash === null) return room

  const knowsPassword = Boolean(password) && (await passwords.verify(room.passwordHash, password ?? ''))
  if (!knowsPassword) throw new Refusal('wrong_password', { roomId })
  // Checking a password takes its time: the room may have closed meanwhile.
  return getRoom({ rooms }, roomId)
}
