import {
  noMaintenance,
  type AddressBan,
  type AuditEntry,
  type AuditLog,
  type InstanceStore,
  type Invite,
  type InviteStore,
  type Maintenance,
  type Report,
  type ReportStore,
  type SanctionStore,
  type StoredAuditEntry,
} from '@tutti/core'
import { listInMemory } from './list-in-memory.ts'
import { addressBanFields, auditFields, inviteFields, reportFields } from './moderation-fields.ts'
import type { MemoryTables } from './memory-tables.ts'

export interface MemoryModerationStores {
  readonly audit: AuditLog
  readonly sanctions: SanctionStore
  readonly reports: ReportStore
  readonly invites: InviteStore
  readonly instance: InstanceStore
}

/** The stores that share an audit log. */
export function createMemoryModerationStores(tables: MemoryTables): MemoryModerationStores {
  const { audit: entries } = tables
  const note = (entry: AuditEntry): void => void entries.push({ ...entry, seq: (entries.at(-1)?.seq ?? 0) + 1 })
  const reports = new Map<string, Report>()
  return {
    audit: createAudit(entries, note),
    sanctions: createSanctions(tables, note),
    reports: createReports(reports, note),
    invites: createInvites(note),
    instance: createInstance(tables, reports, note),
  }
}

type Note = (entry: AuditEntry) => void

function createAudit(entries: readonly StoredAuditEntry[], note: Note): AuditLog {
  return {
    record: async (entry) => note(entry),
    async list({ userId, ...listing }) {
      const items = entries.filter(
        ({ actorId, targetId }) => userId === undefined || actorId === userId || targetId === userId,
      )
      return listInMemory({ items, fields: auditFields, age: 'timestamp' }, listing)
    },
    since: async (seq, limit) => entries.filter((entry) => entry.seq > seq).slice(0, limit),
    lastSeq: async () => entries.at(-1)?.seq ?? 0,
  }
}

function createSanctions({ users, sessions }: MemoryTables, note: Note): SanctionStore {
  const bans = new Map<string, AddressBan>()
  return {
    async setSuspension(id, suspension, entry) {
      const kept = users.get(id)
      note(entry)
      if (!kept) return
      const { suspension: _before, ...user } = kept.user
      users.set(id, { ...kept, user: suspension ? { ...user, suspension } : user })
    },
    async setRoles({ id, roles, atMs }, entry) {
      const kept = users.get(id)
      if (kept?.user.kind !== 'account') return false
      const others = [...users.values()].filter(({ user }) => user.id !== id && user.kind === 'account')
      const isLast = !others.some(({ user }) => user.kind === 'account' && user.roles.includes('admin'))
      if (isLast && kept.user.roles.includes('admin') && !roles.includes('admin')) return false
      users.set(id, { ...kept, user: { ...kept.user, roles, updatedAtMs: atMs } })
      note(entry)
      return true
    },
    async replacePassword({ id, passwordHash, atMs }, entry) {
      const kept = users.get(id)
      note(entry)
      if (!kept) return
      const generation = kept.user.generation + 1
      users.set(id, { user: { ...kept.user, generation, updatedAtMs: atMs }, passwordHash })
      for (const session of sessions.values()) if (session.userId === id) sessions.delete(session.id)
    },
    async addAddressBan(ban, entry) {
      bans.delete(ban.range.text)
      bans.set(ban.range.text, ban)
      note(entry)
    },
    async removeAddressBan(range, entry) {
      const was = bans.delete(range.text)
      if (was) note(entry)
      return was
    },
    listAddressBans: async () => [...bans.values()].toReversed(),
    pageOfAddressBans: async (listing) =>
      listInMemory({ items: [...bans.values()], fields: addressBanFields, age: 'createdAt' }, listing),
  }
}

function createReports(reports: Map<string, Report>, note: Note): ReportStore {
  const isSame = (one: Report, other: Report): boolean =>
    one.resolution === null &&
    one.reporter.id === other.reporter.id &&
    one.subject.id === other.subject.id &&
    one.context.message?.id === other.context.message?.id
  return {
    async add(report) {
      const before = [...reports.values()].find((one) => isSame(one, report))
      if (before) return before
      reports.set(report.id, report)
      return report
    },
    find: async (id) => reports.get(id) ?? null,
    async list(listing) {
      const texts = {
        reporter: ({ reporter }: Report) => reporter.username,
        subject: ({ subject }: Report) => subject.username,
      }
      return listInMemory({ items: [...reports.values()], fields: reportFields, age: 'createdAt', texts }, listing)
    },
    async resolve(id, resolution, entry) {
      const report = reports.get(id)
      if (!report || report.resolution) return false
      reports.set(id, { ...report, resolution })
      note(entry)
      return true
    },
  }
}

function createInvites(note: Note): InviteStore {
  const invites = new Map<string, Invite>()
  const withCode = (codeHash: string) => [...invites.values()].find((invite) => invite.codeHash === codeHash)
  return {
    async add(invite, entry) {
      invites.set(invite.id, invite)
      note(entry)
    },
    list: async (listing) =>
      listInMemory({ items: [...invites.values()], fields: inviteFields, age: 'createdAt' }, listing),
    async remove(id, entry) {
      const was = invites.delete(id)
      if (was) note(entry)
      return was
    },
    async spend(codeHash, nowMs) {
      const invite = withCode(codeHash)
      if (!invite || invite.uses >= invite.mostUses || invite.expiresAtMs <= nowMs) return false
      invites.set(invite.id, { ...invite, uses: invite.uses + 1 })
      return true
    },
    async restore(codeHash) {
      const invite = withCode(codeHash)
      if (invite && invite.uses > 0) invites.set(invite.id, { ...invite, uses: invite.uses - 1 })
    },
  }
}

function createInstance(
  { users, rooms, messages }: MemoryTables,
  reports: ReadonlyMap<string, Report>,
  note: Note,
): InstanceStore {
  let kept: Maintenance = noMaintenance
  return {
    findMaintenance: async () => kept,
    async setMaintenance(maintenance, entry) {
      kept = maintenance
      note(entry)
    },
    async count(sinceMs) {
      const accounts = [...users.values()].filter(({ user }) => user.kind === 'account').length
      return {
        accounts,
        guests: users.size - accounts,
        rooms: rooms.size,
        messages: [...messages.values()].filter(({ sentAtMs }) => sentAtMs >= sinceMs).length,
        openReports: [...reports.values()].filter(({ resolution }) => resolution === null).length,
      }
    },
  }
}
