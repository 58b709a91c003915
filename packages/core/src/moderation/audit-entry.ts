import type { UserId } from '../ids.ts'
import type { User } from '../users/user.ts'
import { actorId, type Actor } from './actor.ts'

export const auditActions = [
  'account_created',
  'account_deleted',
  'logged_in',
  'login_failed',
  'password_changed',
  'email_changed',
  'roles_changed',
  'user_suspended',
  'suspension_lifted',
  'address_banned',
  'address_ban_lifted',
  'report_resolved',
  'invite_created',
  'invite_revoked',
  'notice_sent',
  'maintenance_changed',
] as const

export type AuditAction = (typeof auditActions)[number]

/** What happened, who did it, when, from where, to whom. Never a password, a token or a code. */
export interface AuditEntry {
  readonly atMs: number
  readonly action: AuditAction
  /** Null: nobody that is known, or the operator at the command line. */
  readonly actorId: UserId | null
  /** As it was then. */
  readonly actorName: string
  readonly address: string | null
  /** An id, or a range of addresses. */
  readonly targetId: string | null
  readonly targetName: string | null
  readonly details: Readonly<Record<string, string>>
}

export interface StoredAuditEntry extends AuditEntry {
  /** Counts upwards in the order of what happened. */
  readonly seq: number
}

export const operatorName = 'command line'
const longestDetail = 500

interface Act {
  readonly actor: Actor
  readonly atMs: number
  readonly action: AuditAction
  readonly target?: Pick<User, 'id' | 'username'> | { readonly id: string; readonly username: null } | undefined
  readonly details?: Readonly<Record<string, string | null | undefined>>
}

/** The entry for something that an actor does. Details that are absent are left out, long ones are cut. */
export function auditEntry({ actor, atMs, action, target, details = {} }: Act): AuditEntry {
  const kept = Object.entries(details).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value.slice(0, longestDetail)] as const],
  )
  return {
    atMs,
    action,
    actorId: actorId(actor),
    actorName: actor.kind === 'user' ? actor.user.username : operatorName,
    address: actor.kind === 'user' ? actor.address : null,
    targetId: target?.id ?? null,
    targetName: target?.username ?? null,
    details: Object.fromEntries(kept),
  }
}
