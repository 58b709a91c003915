import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { isPro } from '../users/roles.ts'
import { rolesOf, type User } from '../users/user.ts'
import type { Room, RoomType } from './room.ts'

export function mayOwn(user: User, { type, lifetime }: Pick<Room, 'type' | 'lifetime'>): boolean {
  return (user.kind === 'account' || lifetime === 'temporary') && (type !== 'pro' || isPro(rolesOf(user)))
}

/** @throws Refusal `not_allowed` for a guest's lasting room, `pro_required`. */
export function checkMayOwn(user: User, { type, lifetime }: Pick<Room, 'type' | 'lifetime'>): void {
  if (user.kind === 'guest' && lifetime === 'lasting') throw new Refusal('not_allowed')
  checkMayMake(user, type)
}

/** @throws Refusal `pro_required`. */
export function checkMayMake(user: User, type: RoomType): void {
  if (type === 'pro' && !isPro(rolesOf(user))) throw new Refusal('pro_required')
}

/** @throws Refusal `invalid_input` with the field `maxUsers`. */
export function checkMaxUsers(maxUsers: number, most: number): void {
  if (Number.isInteger(maxUsers) && maxUsers >= 1 && maxUsers <= most) return
  throw new Refusal('invalid_input', { field: 'maxUsers', ...issue('not_between', { least: 1, most }) })
}

/** @throws Refusal `invalid_input` with the field `password`. */
export function checkRoomPassword(password: string | null | undefined): void {
  if (!password || password.length <= 64) return
  throw new Refusal('invalid_input', { field: 'password', ...issue('at_most_characters', { limit: 64 }) })
}
