import type { RoomId } from '../ids.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { User } from '../users/user.ts'
import { changeRoom, type ChangesRooms } from './change-room.ts'
import { checkMaxUsers, checkMayMake, checkRoomPassword } from './check-room.ts'
import { getRoom } from './get-room.ts'
import { checkMayManage } from './room-authority.ts'
import { parseRoomName } from './room-name.ts'
import { checkSettings, mergeSettings, type RoomSettingsPatch } from './room-settings.ts'
import type { Room, RoomType } from './room.ts'

/** What is absent stays as it is. */
export interface RoomPatch {
  readonly name?: string | undefined
  readonly type?: RoomType | undefined
  /** Null or empty: no password from now on. */
  readonly password?: string | null | undefined
  readonly maxUsers?: number | undefined
  readonly settings?: RoomSettingsPatch | undefined
}

export interface UpdateRoom {
  readonly roomId: RoomId
  readonly user: User
  readonly patch: RoomPatch
}

interface Needs extends ChangesRooms {
  readonly passwords: PasswordHasher
  readonly limits: { readonly maxUsersPerRoom: number }
}

/**
 * Changes a room; whoever is in it stays, also when there are more than may be from now on.
 * @throws Refusal `room_not_found`, `not_allowed`, `pro_required`, `invalid_input`, `overloaded`.
 */
export async function updateRoom(needs: Needs, { roomId, user, patch }: UpdateRoom): Promise<Room> {
  const room = await getRoom(needs, roomId)
  checkMayManage(room, user)
  const name = patch.name === undefined ? undefined : parseRoomName(patch.name)
  if (patch.type !== undefined && patch.type !== room.type) checkMayMake(user, patch.type)
  if (patch.maxUsers !== undefined) checkMaxUsers(patch.maxUsers, needs.limits.maxUsersPerRoom)
  checkRoomPassword(patch.password)
  checkSettings(mergeSettings(room.settings, patch.settings ?? {}))

  const passwordHash = await hashOf(needs.passwords, patch.password)
  return changeRoom(needs, roomId, (current) => {
    checkMayManage(current, user)
    return {
      ...current,
      name: name ?? current.name,
      type: patch.type ?? current.type,
      maxUsers: patch.maxUsers ?? current.maxUsers,
      passwordHash: passwordHash === undefined ? current.passwordHash : passwordHash,
      settings: mergeSettings(current.settings, patch.settings ?? {}),
    }
  })
}

/** Undefined: as it is; null: none. */
async function hashOf(
  passwords: PasswordHasher,
  password: string | null | undefined,
): Promise<string | null | undefined> {
  if (password === undefined) return undefined
  return password ? passwords.hash(password) : null
}
