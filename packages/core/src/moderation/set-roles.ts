import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { SanctionStore } from '../ports/sanction-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { roles as allRoles, type Role } from '../users/roles.ts'
import type { Account } from '../users/user.ts'
import type { Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'

export interface SetRoles {
  readonly actor: Actor
  readonly userId: UserId
  /** `member` goes without saying. */
  readonly roles: readonly Role[]
}

interface Needs {
  readonly users: UserStore
  readonly sanctions: SanctionStore
  readonly clock: Clock
}

/**
 * Gives an account these roles and no others; whoever asks is an admin. They count from the next request on.
 * @throws Refusal `user_not_found`, `invalid_input` (a guest has no roles), `last_admin`.
 */
export async function setRoles({ users, sanctions, clock }: Needs, request: SetRoles): Promise<Account> {
  const { actor, userId } = request
  const user = await users.find(userId)
  if (!user) throw new Refusal('user_not_found', { userId })
  if (user.kind === 'guest' || request.roles.includes('guest')) {
    throw new Refusal('invalid_input', { field: 'roles', ...issue('guest_role') })
  }
  const roles = allRoles.filter((role) => role === 'member' || request.roles.includes(role))
  if (roles.length === user.roles.length && roles.every((role) => user.roles.includes(role))) return user

  const atMs = Math.round(clock.now())
  const details = { before: user.roles.join(' '), after: roles.join(' ') }
  const entry = auditEntry({ actor, atMs, action: 'roles_changed', target: user, details })
  const isDone = await sanctions.setRoles({ id: userId, roles, atMs }, entry)
  if (!isDone) throw new Refusal('last_admin')
  return { ...user, roles, updatedAtMs: atMs }
}
