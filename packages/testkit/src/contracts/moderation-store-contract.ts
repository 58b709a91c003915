import { randomUUID } from 'node:crypto'
import {
  firstPage,
  noMaintenance,
  parseAddressRange,
  type AuditAction,
  type AuditEntry,
  type Filter,
  type Invite,
  type Report,
  type ReportField,
  type UserId,
} from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aMessage, anAccount, aRoom, aSession } from './samples.ts'

export function anEntry(action: AuditAction = 'notice_sent', overrides: Partial<AuditEntry> = {}): AuditEntry {
  const nobody = { actorId: null, actorName: 'command line', address: null, targetId: null, targetName: null }
  return { atMs: 5000, action, ...nobody, details: {}, ...overrides }
}

export function aReport(overrides: Partial<Report> = {}): Report {
  const [reporter, subject] = [aGuest(), anAccount()]
  return {
    id: randomUUID(),
    reporter: { id: reporter.id, username: reporter.username },
    subject: { id: subject.id, username: subject.username },
    reason: 'spam',
    comment: 'Again and again',
    context: { room: null, message: null, around: [] },
    createdAtMs: 5000,
    resolution: null,
    ...overrides,
  }
}

function anInvite(overrides: Partial<Invite> = {}): Invite {
  const times = { createdAtMs: 1000, expiresAtMs: 9000 }
  return {
    id: randomUUID(),
    codeHash: randomUUID(),
    note: '',
    uses: 0,
    mostUses: 1,
    byId: null,
    ...times,
    ...overrides,
  }
}

function withStatus(status: 'open' | 'resolved' | undefined): readonly Filter<ReportField>[] {
  return status === undefined ? [] : [{ field: 'status', comparison: 'is', values: [status] }]
}

/** What every store of moderation keeps to. */
export function moderationStoreContract(name: string, open: OpenStores): void {
  describe(`the audit log in ${name}`, () => {
    test('[S-132] entries are found newest first, as they were recorded', async () => {
      await using stores = await open()
      const actor = anAccount()
      const first = anEntry('user_suspended', { actorId: actor.id, address: '192.0.2.7', details: { reason: 'spam' } })
      await stores.audit.record(first)
      await stores.audit.record(anEntry('logged_in'))

      const { items: entries, total } = await stores.audit.list(firstPage(10))

      expect(total).toBe(2)
      expect(entries.map(({ action }) => action)).toEqual(['logged_in', 'user_suspended'])
      expect(entries[1]).toMatchObject(first)
    })

    test('entries are found by who did them or to whom, and by what they are', async () => {
      await using stores = await open()
      const [actor, target] = [anAccount(), anAccount()]
      await stores.audit.record(anEntry('user_suspended', { actorId: actor.id, targetId: target.id }))
      await stores.audit.record(anEntry('logged_in', { actorId: anAccount().id }))

      for (const userId of [actor.id, target.id]) {
        expect((await stores.audit.list({ ...firstPage(10), userId })).total).toBe(1)
      }
      const logins = [{ field: 'action', comparison: 'is', values: ['logged_in'] }] as const
      expect((await stores.audit.list({ ...firstPage(10), filters: logins })).total).toBe(1)
    })

    test('what came since is told in order', async () => {
      await using stores = await open()
      expect(await stores.audit.lastSeq()).toBe(0)
      await stores.audit.record(anEntry('logged_in'))
      const seq = await stores.audit.lastSeq()
      await stores.audit.record(anEntry('login_failed'))
      await stores.audit.record(anEntry('notice_sent'))

      const since = await stores.audit.since(seq, 10)

      expect(since.map(({ action }) => action)).toEqual(['login_failed', 'notice_sent'])
    })
  })

  describe(`sanctions in ${name}`, () => {
    test('a suspension is found with the user, and gone when it is lifted', async () => {
      await using stores = await open()
      const guest = aGuest()
      await stores.users.addGuest(guest)
      const suspension = { reason: 'spam', byId: null, startedAtMs: 5000, untilMs: null }

      await stores.sanctions.setSuspension(guest.id, suspension, anEntry('user_suspended'))
      expect(await stores.users.find(guest.id)).toEqual({ ...guest, suspension })

      await stores.sanctions.setSuspension(guest.id, null, anEntry('suspension_lifted'))
      expect(await stores.users.find(guest.id)).toEqual(guest)
      expect(await stores.audit.lastSeq()).toBe(2)
    })

    test('[P-020] roles are those that were given last', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')

      const isDone = await stores.sanctions.setRoles(
        { id: account.id, roles: ['member', 'pro'], atMs: 7000 },
        anEntry('roles_changed'),
      )

      expect(isDone).toBe(true)
      expect(await stores.users.find(account.id)).toMatchObject({ roles: ['member', 'pro'], updatedAtMs: 7000 })
      expect(await stores.audit.lastSeq()).toBe(1)
    })

    test('the last admin stays one, and nothing is noted', async () => {
      await using stores = await open()
      const [one, other] = [anAccount({ roles: ['member', 'admin'] }), anAccount({ roles: ['member', 'admin'] })]
      for (const account of [one, other]) await stores.users.addAccount(account, 'hash')
      const demote = (id: UserId) =>
        stores.sanctions.setRoles({ id, roles: ['member'], atMs: 7000 }, anEntry('roles_changed'))

      const results = await Promise.all([demote(one.id), demote(other.id)])

      expect(results.toSorted()).toEqual([false, true])
      expect(await stores.audit.lastSeq()).toBe(1)
    })

    test('a replaced password is the only one, and no session is left', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')
      const session = aSession({ userId: account.id })
      await stores.sessions.add(session)

      const replacement = { id: account.id, passwordHash: 'another hash', atMs: 7000 }
      await stores.sanctions.replacePassword(replacement, anEntry('password_changed'))

      const found = await stores.users.findCredentials(account.username)
      expect(found).toMatchObject({ passwordHash: 'another hash', account: { generation: 1 } })
      expect(await stores.sessions.find(session.id)).toBeNull()
      expect(await stores.audit.lastSeq()).toBe(1)
    })

    test('a range of addresses is banned once, and let in again', async () => {
      await using stores = await open()
      const range = parseAddressRange('192.0.2.0/24')
      const ban = { range, reason: 'spam', byId: null, createdAtMs: 5000, untilMs: null }
      await stores.sanctions.addAddressBan(ban, anEntry('address_banned'))
      await stores.sanctions.addAddressBan({ ...ban, reason: 'flood', untilMs: 9000 }, anEntry('address_banned'))

      expect(await stores.sanctions.listAddressBans()).toEqual([{ ...ban, reason: 'flood', untilMs: 9000 }])

      expect(await stores.sanctions.removeAddressBan(range, anEntry('address_ban_lifted'))).toBe(true)
      expect(await stores.sanctions.removeAddressBan(range, anEntry('address_ban_lifted'))).toBe(false)
      expect(await stores.sanctions.listAddressBans()).toEqual([])
      expect(await stores.audit.lastSeq()).toBe(3)
    })
  })

  describe(`reports in ${name}`, () => {
    test('a report is found as it was added; the same one again is the first one', async () => {
      await using stores = await open()
      const report = aReport()

      expect(await stores.reports.add(report)).toEqual(report)
      expect(await stores.reports.add({ ...report, id: randomUUID(), comment: 'once more' })).toEqual(report)
      expect(await stores.reports.find(report.id)).toEqual(report)
      expect(await stores.reports.find(randomUUID())).toBeNull()
    })

    test('reports are listed newest first, and by what came of them', async () => {
      await using stores = await open()
      const [first, second] = [aReport(), aReport()]
      for (const report of [first, second]) await stores.reports.add(report)
      const ids = async (status?: 'open' | 'resolved') =>
        (await stores.reports.list({ ...firstPage(10), filters: withStatus(status) })).items.map(({ id }) => id)

      expect(await ids('open')).toEqual([second.id, first.id])
      expect(await ids()).toEqual([second.id, first.id])
      expect(await ids('resolved')).toEqual([])
    })

    test('of two resolutions the first one counts', async () => {
      await using stores = await open()
      const report = await stores.reports.add(aReport())
      const resolution = { outcome: 'warned', note: '', byId: null, byName: 'ada', atMs: 6000 } as const
      const resolve = () => stores.reports.resolve(report.id, resolution, anEntry('report_resolved'))

      expect(await Promise.all([resolve(), resolve()])).toEqual([true, false])
      expect(await stores.reports.find(report.id)).toEqual({ ...report, resolution })
      expect(await stores.audit.lastSeq()).toBe(1)
    })
  })

  describe(`invites in ${name}`, () => {
    test('[S-80] of many at once as many get in as it has uses', async () => {
      await using stores = await open()
      const invite = anInvite({ mostUses: 3 })
      await stores.invites.add(invite, anEntry('invite_created'))

      const spent = await Promise.all(Array.from({ length: 10 }, () => stores.invites.spend(invite.codeHash, 5000)))

      expect(spent.filter(Boolean)).toHaveLength(3)
      await stores.invites.restore(invite.codeHash)
      expect(await stores.invites.list(firstPage(10))).toEqual({ items: [{ ...invite, uses: 2 }], total: 1 })
    })

    test('an expired, revoked or unknown code is worth nothing', async () => {
      await using stores = await open()
      const invite = anInvite()
      await stores.invites.add(invite, anEntry('invite_created'))

      expect(await stores.invites.spend(invite.codeHash, invite.expiresAtMs)).toBe(false)
      expect(await stores.invites.spend('nothing', 5000)).toBe(false)
      expect(await stores.invites.remove(invite.id, anEntry('invite_revoked'))).toBe(true)
      expect(await stores.invites.remove(invite.id, anEntry('invite_revoked'))).toBe(false)
      expect(await stores.invites.spend(invite.codeHash, 5000)).toBe(false)
    })
  })

  describe(`the instance in ${name}`, () => {
    test('maintenance is off until it is switched, and stays as it was switched', async () => {
      await using stores = await open()
      expect(await stores.instance.findMaintenance()).toEqual(noMaintenance)
      const maintenance = { isOn: true, message: 'New strings', retryAfterMs: 30_000 }

      await stores.instance.setMaintenance(maintenance, anEntry('maintenance_changed'))

      expect(await stores.instance.findMaintenance()).toEqual(maintenance)
      expect(await stores.audit.lastSeq()).toBe(1)
    })

    test('everything is counted', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.users.addAccount(anAccount(), 'hash')
      await stores.users.addGuest(aGuest())
      await stores.users.addGuest(aGuest())
      await stores.rooms.add(room)
      await stores.messages.add(aMessage({ roomId: room.id, sentAtMs: 4000 }))
      await stores.messages.add(aMessage({ roomId: room.id, sentAtMs: 6000 }))
      await stores.reports.add(aReport())

      expect(await stores.instance.count(5000)).toEqual({
        accounts: 1,
        guests: 2,
        rooms: 1,
        messages: 1,
        openReports: 1,
      })
    })

    test('a message is found, with what was said around it', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      const said = Array.from({ length: 7 }, (_, index) => aMessage({ roomId: room.id, text: `${index + 1}` }))
      for (const message of said) await stores.messages.add(message)

      const fourth = await stores.messages.find(said[3]?.id ?? aMessage({ roomId: room.id }).id)
      const around = fourth ? await stores.messages.around(fourth, 2) : []

      expect(fourth).toMatchObject({ text: '4', roomSeq: 4 })
      expect(around.map(({ text }) => text)).toEqual(['2', '3', '4', '5', '6'])
      expect(await stores.messages.find(aMessage({ roomId: room.id }).id)).toBeNull()
    })
  })
}
