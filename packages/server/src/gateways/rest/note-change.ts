import { auditEntry, type AuditAction, type User } from '@tutti/core'
import { actorOf } from './actor-of.ts'
import type { Source } from './handle.ts'
import type { RestNeeds } from './needs.ts'

interface Asked {
  readonly needs: Pick<RestNeeds, 'audit' | 'clock'>
  readonly source: Source
}

/** Notes in the audit log what somebody did to their own account, once it is done (S-132). */
export async function noteChange({ needs, source }: Asked, action: AuditAction, user: User): Promise<void> {
  const actor = actorOf({ user }, source)
  await needs.audit.record(auditEntry({ actor, atMs: Math.round(needs.clock.now()), action, target: user }))
}
