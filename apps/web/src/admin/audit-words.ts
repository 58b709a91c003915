import type { Answer } from '@tutti/client'

export type AuditEntry = Answer<'listAudit'>['items'][number]
export type AuditAction = AuditEntry['action']

/** What was done, after the name of who did it and before that of whom it was done to. */
export const auditVerbs: Readonly<Record<AuditAction, string>> = {
  account_created: 'opened an account',
  account_deleted: 'deleted an account',
  logged_in: 'signed in',
  login_failed: 'failed to sign in',
  password_changed: 'changed a password',
  email_changed: 'changed an e-mail address',
  roles_changed: 'changed roles',
  user_suspended: 'suspended',
  suspension_lifted: 'lifted the suspension',
  address_banned: 'banned an address',
  address_ban_lifted: 'lifted the ban of an address',
  report_resolved: 'resolved a report',
  invite_created: 'made an invite',
  invite_revoked: 'revoked an invite',
  notice_sent: 'told everybody',
  maintenance_changed: 'switched maintenance',
}

/** The rest that is known of it, as one line. */
export function detailWords(details: Readonly<Record<string, string>>): string {
  return Object.entries(details)
    .map(
      ([name, value]) =>
        `${name.replace(/([A-Z_])/g, (mark) => (mark === '_' ? ' ' : ` ${mark.toLowerCase()}`))}: ${value}`,
    )
    .join(' · ')
}
