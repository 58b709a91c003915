import type {
  AddressBan,
  AddressBanField,
  AuditField,
  Invite,
  InviteField,
  Report,
  ReportField,
  StoredAuditEntry,
} from '@tutti/core'
import type { Fields } from './list-in-memory.ts'

export const auditFields: Fields<StoredAuditEntry, AuditField> = {
  entryId: ({ seq }) => seq,
  action: ({ action }) => action,
  actorId: ({ actorId }) => actorId,
  actorName: ({ actorName }) => actorName,
  address: ({ address }) => address,
  targetId: ({ targetId }) => targetId,
  targetName: ({ targetName }) => targetName,
  timestamp: ({ atMs }) => atMs,
}

export const reportFields: Fields<Report, ReportField> = {
  reportId: ({ id }) => id,
  status: ({ resolution }) => (resolution ? 'resolved' : 'open'),
  reason: ({ reason }) => reason,
  comment: ({ comment }) => comment,
  reporter: ({ reporter }) => reporter.id,
  subject: ({ subject }) => subject.id,
  createdAt: ({ createdAtMs }) => createdAtMs,
}

export const addressBanFields: Fields<AddressBan, AddressBanField> = {
  address: ({ range }) => range.text,
  reason: ({ reason }) => reason,
  bannedBy: ({ byId }) => byId,
  createdAt: ({ createdAtMs }) => createdAtMs,
  until: ({ untilMs }) => untilMs,
}

export const inviteFields: Fields<Invite, InviteField> = {
  inviteId: ({ id }) => id,
  note: ({ note }) => note,
  uses: ({ uses }) => uses,
  maxUses: ({ mostUses }) => mostUses,
  createdBy: ({ byId }) => byId,
  createdAt: ({ createdAtMs }) => createdAtMs,
  expiresAt: ({ expiresAtMs }) => expiresAtMs,
}
