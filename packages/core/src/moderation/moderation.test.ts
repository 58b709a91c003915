import { createTestPorts } from '@tutti/testkit'
import { aGuest, aMessage, anAccount, aRoom } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { firstPage } from '../listing/listing.ts'
import { logIn } from '../users/log-in.ts'
import type { Role } from '../users/roles.ts'
import type { Account } from '../users/user.ts'
import { operator, type Actor } from './actor.ts'
import { checkAddress } from './address-ban.ts'
import { includesAddress, parseAddressRange } from './address-range.ts'
import { admitRegistration } from './admit-registration.ts'
import { banAddress } from './ban-address.ts'
import { createInvite } from './create-invite.ts'
import { fileReport } from './file-report.ts'
import { checkNotInMaintenance, noMaintenance } from './maintenance.ts'
import { resolveReport } from './resolve-report.ts'
import { setRoles } from './set-roles.ts'
import { liftSuspension, suspendUser } from './suspend-user.ts'
import { isSuspended } from './suspension.ts'

const refused = (code: string, about: object = {}) =>
  expect.objectContaining({ code, about: expect.objectContaining(about) })

async function aHouse() {
  const ports = createTestPorts({ nowMs: 1_000 })
  const hire = async (...roles: readonly Role[]): Promise<Account> => {
    const account = anAccount({ roles: ['member', ...roles] })
    await ports.users.addAccount(account, 'hash of Nocturne-9-2')
    return account
  }
  const by = (user: Account): Actor => ({ kind: 'user', user, address: '198.51.100.1' })
  const audited = async () => (await ports.audit.list(firstPage(50))).items.toReversed()
  return { ports, hire, by, audited }
}

test.each([
  ['moderator', 'moderator'],
  ['moderator', 'admin'],
] as const)('[MOD-1] [S-55] a %s does not suspend a %s', async (role, other) => {
  const { ports, hire, by } = await aHouse()
  const [actor, target] = [await hire(role), await hire(other)]

  const attempt = suspendUser(ports, { actor: by(actor), userId: target.id, reason: 'x', untilMs: null })

  await expect(attempt).rejects.toEqual(refused('not_allowed'))
})

test('[MOD-1] [S-55] nobody suspends themselves; an admin and the operator suspend whom they like', async () => {
  const { ports, hire, by } = await aHouse()
  const [admin, other] = [await hire('admin'), await hire('admin')]
  const suspend = (actor: Actor, { id }: Account) =>
    suspendUser(ports, { actor, userId: id, reason: 'x', untilMs: null })

  await expect(suspend(by(admin), admin)).rejects.toEqual(refused('not_allowed'))
  await suspend(by(admin), other)
  await suspend(operator, admin)
})

test('[MOD-2] a suspension is in force until its end', () => {
  const suspension = { reason: 'x', byId: null, startedAtMs: 0, untilMs: 5_000 }
  expect([isSuspended({ suspension }, 4_999), isSuspended({ suspension }, 5_000)]).toEqual([true, false])
  expect(isSuspended({ suspension: { ...suspension, untilMs: null } }, 1e15)).toBe(true)
  expect(isSuspended({}, 0)).toBe(false)
})

test('[MOD-2] [S-15] only whoever knows the password is told of the suspension', async () => {
  const { ports, hire } = await aHouse()
  const { id, username } = await hire()
  await suspendUser(ports, { actor: operator, userId: id, reason: 'Noise', untilMs: 9_000 })
  const attempt = (password: string) => logIn(ports, { login: username, password })

  await expect(attempt('Nocturne-9-2')).rejects.toEqual(refused('suspended', { issue: 'Noise', untilMs: 9_000 }))
  await expect(attempt('Nocturne-9-3')).rejects.toEqual(refused('wrong_credentials'))
  ports.clock.advance(8_000)
  await expect(attempt('Nocturne-9-2')).resolves.toMatchObject({ id })
})

test.each([0, 1_000, 1e15])('[MOD-2] a suspension that ends at %d is refused', async (untilMs) => {
  const { ports, hire } = await aHouse()
  const { id } = await hire()
  const attempt = suspendUser(ports, { actor: operator, userId: id, reason: 'x', untilMs })
  await expect(attempt).rejects.toEqual(refused('invalid_input', { field: 'until' }))
})

test('[MOD-3] [S-132] what is done is noted with who, when, from where and why; lifting nothing is not', async () => {
  const { ports, hire, by, audited } = await aHouse()
  const [moderator, member] = [await hire('moderator'), await hire()]
  const request = { actor: by(moderator), userId: member.id }
  await suspendUser(ports, { ...request, reason: '  Spam\n again ', untilMs: null })
  await liftSuspension(ports, request)
  await liftSuspension(ports, request)

  expect(await audited()).toMatchObject([
    {
      action: 'user_suspended',
      atMs: 1_000,
      actorId: moderator.id,
      address: '198.51.100.1',
      targetId: member.id,
      details: { reason: 'Spam again' },
    },
    { action: 'suspension_lifted' },
  ])
})

test('[MOD-3] [S-132] logins are noted, and never what was typed', async () => {
  const { ports, hire, audited } = await aHouse()
  const { id, username } = await hire()
  await logIn(ports, { login: username, password: 'Nocturne-9-2', address: '192.0.2.7' })
  await logIn(ports, { login: username, password: 'wrong', address: '192.0.2.7' }).catch(() => undefined)
  await logIn(ports, { login: 'Nocturne-9-2', password: username }).catch(() => undefined)

  const entries = await audited()

  expect(entries).toMatchObject([
    { action: 'logged_in', actorId: id, address: '192.0.2.7' },
    { action: 'login_failed', actorId: null, targetId: id, details: { why: 'wrong password' } },
    { action: 'login_failed', targetId: null, address: null, details: { why: 'unknown user' } },
  ])
  expect(JSON.stringify(entries)).not.toContain('Nocturne')
})

test('[MOD-4] [P-020] roles are those that are given, and member; the same ones again change nothing', async () => {
  const { ports, hire, by, audited } = await aHouse()
  const [admin, member] = [await hire('admin'), await hire()]
  const give = (roles: readonly Role[]) => setRoles(ports, { actor: by(admin), userId: member.id, roles })

  expect((await give(['pro', 'moderator'])).roles).toEqual(['member', 'pro', 'moderator'])
  await give(['moderator', 'pro', 'member'])
  expect((await give([])).roles).toEqual(['member'])

  expect((await audited()).map(({ details }) => details)).toEqual([
    { before: 'member', after: 'member pro moderator' },
    { before: 'member pro moderator', after: 'member' },
  ])
})

test('[MOD-4] a guest has no roles, and the last admin stays one', async () => {
  const { ports, hire, by } = await aHouse()
  const admin = await hire('admin')
  const guest = aGuest()
  await ports.users.addGuest(guest)

  const toGuest = setRoles(ports, { actor: by(admin), userId: guest.id, roles: ['pro'] })
  const toAdmin = setRoles(ports, { actor: by(admin), userId: admin.id, roles: [] })

  await expect(toGuest).rejects.toEqual(refused('invalid_input', { field: 'roles' }))
  await expect(toAdmin).rejects.toEqual(refused('last_admin'))
})

test('[MOD-5] a report keeps what was said around the message, as it was', async () => {
  const { ports, hire } = await aHouse()
  const [author, reporter] = [await hire(), await hire()]
  const room = aRoom({ name: 'Loud' })
  await ports.rooms.add(room)
  const said = Array.from({ length: 25 }, (_, index) =>
    aMessage({ roomId: room.id, userId: author.id, username: author.username, text: `${index + 1}` }),
  )
  for (const message of said) await ports.messages.add(message)

  const report = await fileReport(ports, { reporter, messageId: said[14]?.id, reason: 'spam' })
  await ports.rooms.remove(room.id)

  const kept = await ports.reports.find(report.id)
  expect(kept?.context.message?.text).toBe('15')
  expect(kept?.context.around.map(({ text }) => Number(text))).toEqual(
    Array.from({ length: 21 }, (_, index) => index + 5),
  )
  expect(kept).toMatchObject({ subject: { id: author.id }, context: { room: { name: 'Loud' } } })
})

test('[MOD-5] nobody reports themselves, or both a message and a user', async () => {
  const { ports, hire } = await aHouse()
  const reporter = await hire()
  const both = { messageId: aMessage({ roomId: aRoom().id }).id, userId: reporter.id }

  await expect(fileReport(ports, { reporter, userId: reporter.id, reason: 'spam' })).rejects.toEqual(
    refused('invalid_input', { field: 'userId' }),
  )
  await expect(fileReport(ports, { reporter, ...both, reason: 'spam' })).rejects.toEqual(refused('invalid_input'))
})

test('[MOD-6] [S-55] nobody resolves a report about themselves', async () => {
  const { ports, hire, by } = await aHouse()
  const [moderator, reporter] = [await hire('moderator'), await hire()]
  const { id } = await fileReport(ports, { reporter, userId: moderator.id, reason: 'other' })

  const attempt = resolveReport(ports, { actor: by(moderator), reportId: id, outcome: 'dismissed' })

  await expect(attempt).rejects.toEqual(refused('not_allowed'))
})

test.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['192.0.2.7/24', '192.0.2.0/24', '192.0.2.255'],
  ['192.0.2.7/24', '192.0.2.0/24', '::ffff:192.0.2.1'],
  ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['2001:DB8::1/32', '2001:db8:0:0:0:0:0:0/32', '2001:db8:ffff::'],
  ['fe80::1', 'fe80:0:0:0:0:0:0:1', 'fe80::1%eth0'],
])('[MOD-7] [S-29] %s is %s and covers %s', (given, text, address) => {
  const range = parseAddressRange(given)
  expect([range.text, includesAddress(range, address)]).toEqual([text, true])
})

test.each(['192.0.3.0', '2001:db8::1', '', 'unix socket', '192.0.2'])(
  '[MOD-7] 192.0.2.0/24 does not cover %j',
  (address) => {
    expect(includesAddress(parseAddressRange('192.0.2.0/24'), address)).toBe(false)
  },
)

test.each([
  '1.2.3.4/7',
  '::/15',
  '1.2.3.256',
  '1:2:3',
  ':::',
  '1::2::3',
  '1.2.3.4/',
  '1.2.3.4/-1',
  'a.b.c.d',
  '%',
  '12345::',
])('[MOD-7] %j is no range to ban', (text) => {
  expect(() => parseAddressRange(text)).toThrow(refused('invalid_input', { field: 'address' }))
})

test('[MOD-7] a ban counts until its end, and never for whoever sets it', async () => {
  const { ports, hire, by } = await aHouse()
  const actor = by(await hire('moderator'))
  const ban = (address: string) => banAddress(ports, { actor, address, reason: 'Flood', untilMs: 5_000 })
  const bans = [await ban('192.0.2.0/24')]

  expect(() => checkAddress(bans, '192.0.2.7', 4_999)).toThrow(refused('address_banned', { untilMs: 5_000 }))
  expect(() => checkAddress(bans, '192.0.2.7', 5_000)).not.toThrow()
  expect(() => checkAddress(bans, undefined, 1_000)).not.toThrow()
  await expect(ban('198.51.0.0/16')).rejects.toEqual(refused('invalid_input', { field: 'address' }))
})

test('[MOD-8] in maintenance only admins come in', () => {
  const maintenance = { isOn: true, message: 'New strings', retryAfterMs: 90_000 }
  const check = (user?: Account) => checkNotInMaintenance(maintenance, user)

  expect(() => check()).toThrow(refused('maintenance', { retryAfterMs: 90_000, issue: 'New strings' }))
  expect(() => check(anAccount({ roles: ['member', 'moderator'] }))).toThrow(refused('maintenance'))
  expect(() => check(anAccount({ roles: ['member', 'admin'] }))).not.toThrow()
  expect(() => checkNotInMaintenance(noMaintenance)).not.toThrow()
})

test('[MOD-9] an account is opened where the instance lets it be', async () => {
  const ports = createTestPorts()
  const { code } = await createInvite(ports, { actor: operator })
  const open = (registration: 'open' | 'invite' | 'closed', given?: string) =>
    admitRegistration({ ...ports, registration }, given, async () => 'opened')

  await expect(open('open')).resolves.toBe('opened')
  await expect(open('closed', code)).rejects.toEqual(refused('registration_closed'))
  await expect(open('invite')).rejects.toEqual(refused('invite_required', { field: 'invite' }))
  await expect(open('invite', code)).resolves.toBe('opened')
  await expect(open('invite', code)).rejects.toEqual(refused('invite_required'))
})

test('[MOD-9] a use of an invite that came to nothing is given back', async () => {
  const ports = createTestPorts()
  const { code } = await createInvite(ports, { actor: operator })
  const door = { ...ports, registration: 'invite' } as const
  const failing = admitRegistration(door, code, () => Promise.reject(new Error('taken')))

  await expect(failing).rejects.toThrow('taken')
  await expect(admitRegistration(door, code, async () => 'opened')).resolves.toBe('opened')
})
