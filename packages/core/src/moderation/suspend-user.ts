import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { SanctionStore } from '../ports/sanction-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { actorId, checkMayActOn, type Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'
import { parseReason } from './reason.ts'
import { isSuspended, type Suspension } from './suspension.ts'

export interface SuspendUser {
  readonly actor: Actor
  readonly userId: UserId
  readonly reason: string
  /** Null: until it is lifted. */
  readonly untilMs: number | null
}

interface Needs {
  readonly users: UserStore
  readonly sanctions: SanctionStore
  readonly clock: Clock
}

/**
 * Shuts an account or a guest out; a suspension that is there is replaced.
 * @throws Refusal `user_not_found`, `not_allowed` (S-55), `invalid_input` (an end that is past, a reason that is empty).
 */
export async function suspendUser({ users, sanctions, clock }: Needs, request: SuspendUser): Promise<Suspension> {
  const { actor, userId, untilMs } = request
  const atMs = Math.round(clock.now())
  const reason = parseReason(request.reason)
  checkUntil(untilMs, atMs)
  const user = await getUser(users, userId)
  checkMayActOn(actor, user)

  const suspension = { reason, byId: actorId(actor), startedAtMs: atMs, untilMs }
  const until = untilMs === null ? null : new Date(untilMs).toISOString()
  const entry = auditEntry({ actor, atMs, action: 'user_suspended', target: user, details: { reason, until } })
  await sanctions.setSuspension(userId, suspension, entry)
  return suspension
}

/** Lifting what is not there changes nothing. @throws Refusal `user_not_found`, `not_allowed`. */
export async function liftSuspension(
  { users, sanctions, clock }: Needs,
  { actor, userId }: Pick<SuspendUser, 'actor' | 'userId'>,
): Promise<void> {
  const user = await getUser(users, userId)
  checkMayActOn(actor, user)
  const atMs = Math.round(clock.now())
  if (!isSuspended(user, atMs)) return
  const entry = auditEntry({ actor, atMs, action: 'suspension_lifted', target: user })
  await sanctions.setSuspension(userId, null, entry)
}

/** @throws Refusal `invalid_input` for an end that is over, or later than anybody means. */
export function checkUntil(untilMs: number | null, nowMs: number): void {
  if (untilMs === null || (untilMs > nowMs && untilMs < nowMs + longestMs)) return
  throw new Refusal('invalid_input', { field: 'until', ...issue('not_in_the_future') })
}

const longestMs = 100 * 365 * 24 * 60 * 60 * 1000

async function getUser(users: UserStore, id: UserId): Promise<User> {
  const user = await users.find(id)
  if (!user) throw new Refusal('user_not_found', { userId: id })
  return user
}
