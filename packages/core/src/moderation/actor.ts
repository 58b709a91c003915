import type { UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { rolesOf, type User } from '../users/user.ts'

/** Who changes something for others: a moderator or an admin, or the operator at the server's command line. */
export type Actor =
  | { readonly kind: 'user'; readonly user: User; readonly address: string | null }
  | { readonly kind: 'operator' }

export const operator: Actor = { kind: 'operator' }

export function actorId(actor: Actor): UserId | null {
  return actor.kind === 'user' ? actor.user.id : null
}

/**
 * A moderator acts on those who run nothing, an admin on everybody else, nobody on themselves.
 * @throws Refusal `not_allowed`.
 */
export function checkMayActOn(actor: Actor, target: User): void {
  if (actor.kind === 'operator') return
  const isAdmin = rolesOf(actor.user).includes('admin')
  const runsThePlace = rolesOf(target).some((role) => role === 'moderator' || role === 'admin')
  if (target.id === actor.user.id || (runsThePlace && !isAdmin)) throw new Refusal('not_allowed')
}
