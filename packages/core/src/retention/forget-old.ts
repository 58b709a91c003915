import type { Clock } from '../ports/clock.ts'
import type { RetentionStore } from '../ports/retention-store.ts'

const dayMs = 86_400_000

/** In days; 0 keeps for good. */
export interface Retention {
  /** What was said in rooms. */
  readonly chatDays: number
  /** Entries of the audit log. */
  readonly auditDays: number
  /** Guests who have not been seen, and own nothing. */
  readonly guestDays: number
}

/** Forgets what is older than it is kept for. */
export async function forgetOld(
  { clock, retention }: { readonly clock: Clock; readonly retention: RetentionStore },
  { chatDays, auditDays, guestDays }: Retention,
): Promise<void> {
  const daysAgo = (days: number): number => Math.round(clock.now()) - days * dayMs
  if (chatDays > 0) await retention.removeMessages(daysAgo(chatDays))
  if (auditDays > 0) await retention.removeAuditEntries(daysAgo(auditDays))
  if (guestDays > 0) await retention.removeGuests(daysAgo(guestDays))
}
