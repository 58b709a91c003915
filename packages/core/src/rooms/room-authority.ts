import type { UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { rolesOf, type User } from '../users/user.ts'
import type { Room } from './room.ts'

type Owned = Pick<Room, 'ownerId'>

/** 0: none. An admin stands above moderators, they above the room's owner, the owner above everybody else. */
function authorityOf({ ownerId }: Owned, user: User): number {
  const roles = rolesOf(user)
  if (roles.includes('admin')) return 3
  if (roles.includes('moderator')) return 2
  return ownerId === user.id ? 1 : 0
}

export function mayManage(room: Owned, user: User): boolean {
  return authorityOf(room, user) > 0
}

/** @throws Refusal `not_allowed` for everybody but the owner, moderators and admins. */
export function checkMayManage(room: Owned, user: User): void {
  if (!mayManage(room, user)) throw new Refusal('not_allowed')
}

/** @throws Refusal `not_allowed` unless `user` stands above `target`; nobody stands above oneself. */
export function checkStandsAbove(room: Owned, user: User, target: User): void {
  if (authorityOf(room, user) <= authorityOf(room, target)) throw new Refusal('not_allowed')
}

/** What was imposed on oneself came from above. @throws Refusal `not_allowed`. */
export function checkMayLift(room: Owned, user: User, from: UserId): void {
  checkMayManage(room, user)
  if (user.id === from) throw new Refusal('not_allowed')
}
