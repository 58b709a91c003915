import type { UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'

/** An account or a guest that is shut out for a time, or for good. */
export interface Suspension {
  /** Told to whoever it is. */
  readonly reason: string
  /** Null when the operator did it at the command line. */
  readonly byId: UserId | null
  readonly startedAtMs: number
  /** Null: until it is lifted. */
  readonly untilMs: number | null
}

interface Suspendable {
  readonly suspension?: Suspension
}

export function isSuspended({ suspension }: Suspendable, nowMs: number): boolean {
  return suspension !== undefined && (suspension.untilMs === null || nowMs < suspension.untilMs)
}

/** @throws Refusal `suspended` with the reason and the end. */
export function checkNotSuspended(user: Suspendable, nowMs: number): void {
  const { suspension } = user
  if (!suspension || !isSuspended(user, nowMs)) return
  const { reason, untilMs } = suspension
  throw new Refusal('suspended', { reason: 'suspended', issue: reason, ...(untilMs !== null && { untilMs }) })
}
