import type { AuditLog } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'
import type { Maintenance } from './maintenance.ts'
import { parseRemark } from './reason.ts'

export const noticeKinds = ['info', 'warning', 'maintenance'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Something that the server tells everybody who is connected. It is kept nowhere. */
export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly text: string
  readonly atMs: number
}

interface Needs {
  readonly audit: AuditLog
  readonly ids: IdSource
  readonly clock: Clock
}

/** A notice that is noted in the audit log and may now be told. @throws Refusal `invalid_input`. */
export async function writeNotice(
  { audit, ids, clock }: Needs,
  request: { readonly actor: Actor; readonly kind: NoticeKind; readonly text: string },
): Promise<Notice> {
  const { actor, kind } = request
  const text = parseRemark(request.text, 'message')
  if (text === '') throw new Refusal('invalid_input', { field: 'message', ...issue('required') })
  const notice = { id: ids.shortId(), kind, text, atMs: Math.round(clock.now()) }
  await audit.record(auditEntry({ actor, atMs: notice.atMs, action: 'notice_sent', details: { kind, text } }))
  return notice
}

/** What those who are connected are told when maintenance was switched. */
export function maintenanceNotice(
  { ids, clock }: Pick<Needs, 'ids' | 'clock'>,
  { isOn, message }: Maintenance,
): Notice {
  const text = isOn
    ? message || 'The server is being worked on: nobody new can come in for a while.'
    : 'The work on the server is done.'
  return { id: ids.shortId(), kind: 'maintenance', text, atMs: Math.round(clock.now()) }
}
