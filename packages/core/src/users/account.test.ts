import { createTestPorts, type TestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { deliverMail } from '../mail/deliver-mail.ts'
import type { Letter } from '../mail/letter.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { authenticate } from '../sessions/authenticate.ts'
import { openSession } from '../sessions/open-session.ts'
import { admitGuest } from './admit-guest.ts'
import { changeEmail, confirmNewEmail } from './change-email.ts'
import { changePassword } from './change-password.ts'
import { confirmEmail, resendConfirmation } from './confirm-email.ts'
import { deleteAccount } from './delete-account.ts'
import { exportAccount } from './export-account.ts'
import { logIn } from './log-in.ts'
import { registerAccount } from './register-account.ts'
import { forgotPassword, resetPassword } from './reset-password.ts'
import type { Account } from './user.ts'
import { upgradeGuest } from './upgrade-guest.ts'

const password = 'Nocturne-9-2'
const newPassword = 'Ballade-no-4'
const avatars = { save: async () => undefined, remove: async () => undefined }
const refused = (code: string) => expect.objectContaining({ code })

async function register(ports: TestPorts, username = 'clara'): Promise<{ account: Account; caller: Caller }> {
  const account = await registerAccount(ports, { username, email: `${username}@example.com`, password })
  return { account, caller: await callerOf(ports, await openSession(ports, account)) }
}

async function callerOf(ports: TestPorts, { token }: { readonly token: string }): Promise<Caller> {
  return authenticate(ports, token)
}

/** Everything that has been written since the last time, with the token of each link. */
async function readMail(ports: TestPorts): Promise<readonly (Letter & { readonly token: string })[]> {
  const { outbox, clock } = ports
  const read: Letter[] = []
  const compose = (letter: Letter) => {
    read.push(letter)
    return { ...letter, subject: '', text: '', html: '', writtenAtMs: letter.createdAtMs }
  }
  const mailer = { send: async () => 'sent' }
  while ((await deliverMail({ outbox, clock, mailer, compose })).length > 0);
  return read.map((letter) => ({ ...letter, token: letter.sealedToken ?? '' }))
}

async function tokenOf(ports: TestPorts, kind: Letter['kind']): Promise<string> {
  const letter = (await readMail(ports)).findLast((one) => one.kind === kind)
  if (!letter) throw new Error(`no ${kind} was mailed`)
  return letter.token
}

test('[B-094] [MAIL-1] registering mails a link that confirms the address once', async () => {
  const ports = createTestPorts()
  const { account } = await register(ports)
  const token = await tokenOf(ports, 'confirm_email')

  expect(await confirmEmail(ports, token)).toMatchObject({ id: account.id, emailConfirmedAtMs: 1_000 })
  await expect(confirmEmail(ports, token)).rejects.toEqual(refused('invalid_link'))
})

test.each([
  ['confirm_email', 24 * 60],
  ['reset_password', 60],
] as const)('[MAIL-1] [S-41] a link to %s works for %i minutes', async (kind, minutes) => {
  const ports = createTestPorts()
  await register(ports)
  await forgotPassword(ports, 'clara@example.com')
  const letter = (await readMail(ports)).find((one) => one.kind === kind)

  ports.clock.advance(minutes * 60_000)

  const use =
    kind === 'confirm_email'
      ? confirmEmail(ports, letter?.token ?? '')
      : resetPassword(ports, { token: letter?.token ?? '', password: newPassword })
  await expect(use).rejects.toEqual(refused('invalid_link'))
  expect((letter?.expiresAtMs ?? 0) - (letter?.createdAtMs ?? 0)).toBe(minutes * 60_000)
})

test('[MAIL-2] a refused registration mails nothing', async () => {
  const ports = createTestPorts()
  await register(ports)
  await readMail(ports)

  const again = registerAccount(ports, { username: 'robert', email: 'CLARA@example.com', password })

  await expect(again).rejects.toEqual(refused('email_taken'))
  expect(await readMail(ports)).toEqual([])
})

test('[MAIL-3] [S-41] a link that was sent again ends the first one', async () => {
  const ports = createTestPorts()
  await register(ports)
  const first = await tokenOf(ports, 'confirm_email')
  await resendConfirmation(ports, 'Clara@Example.com')
  const second = await tokenOf(ports, 'confirm_email')

  await expect(confirmEmail(ports, first)).rejects.toEqual(refused('invalid_link'))
  await expect(confirmEmail(ports, second)).resolves.toMatchObject({ username: 'clara' })
})

test('[MAIL-5] [S-39] whoever has the address, asking for a mail resolves alike; only an account gets one', async () => {
  const ports = createTestPorts()
  await register(ports)
  await confirmEmail(ports, await tokenOf(ports, 'confirm_email'))

  for (const email of ['clara@example.com', 'nobody@example.com']) {
    await expect(forgotPassword(ports, email)).resolves.toBeUndefined()
    await expect(resendConfirmation(ports, email)).resolves.toBeUndefined()
  }

  expect((await readMail(ports)).map(({ kind, to }) => [kind, to])).toEqual([['reset_password', 'clara@example.com']])
})

test('[ACCT-2] [S-44] a reset ends every session, opens none, confirms the address and is told', async () => {
  const ports = createTestPorts()
  const { account } = await register(ports)
  const session = await openSession(ports, account)
  await forgotPassword(ports, account.email)
  const token = await tokenOf(ports, 'reset_password')

  expect(await resetPassword(ports, { token, password: newPassword })).toMatchObject({ id: account.id })

  await expect(callerOf(ports, session)).rejects.toEqual(refused('invalid_token'))
  await expect(logIn(ports, { login: 'clara', password })).rejects.toEqual(refused('wrong_credentials'))
  expect(await logIn(ports, { login: 'clara', password: newPassword })).toMatchObject({ emailConfirmedAtMs: 1_000 })
  expect(ports.endings).toEqual([{ type: 'all_sessions_ended', userId: account.id, cause: 'credentials_changed' }])
  expect((await readMail(ports)).map(({ kind }) => kind)).toEqual(['password_changed'])
})

test('[ACCT-2] [S-40] of two resets with one token at once exactly one changes the password', async () => {
  const ports = createTestPorts()
  const { account } = await register(ports)
  await forgotPassword(ports, account.email)
  const token = await tokenOf(ports, 'reset_password')

  const results = await Promise.allSettled(
    ['Ballade-no-1', 'Ballade-no-2'].map((one) => resetPassword(ports, { token, password: one })),
  )

  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await ports.users.find(account.id)).toMatchObject({ generation: 1 })
})

test('[ACCT-2] a weak password leaves the token as it was; an invalid token costs no hashing', async () => {
  const ports = createTestPorts()
  await register(ports)
  await forgotPassword(ports, 'clara@example.com')
  const token = await tokenOf(ports, 'reset_password')
  ports.passwords.work.length = 0

  await expect(resetPassword(ports, { token, password: 'xClara-123' })).rejects.toEqual(refused('weak_password'))
  await expect(resetPassword(ports, { token: 'made up', password: newPassword })).rejects.toEqual(
    refused('invalid_link'),
  )
  expect(ports.passwords.work).toEqual([])

  await expect(resetPassword(ports, { token, password: newPassword })).resolves.toBeDefined()
})

test('[ACCT-1] [B-100] a new password ends everything before it; the answer works', async () => {
  const ports = createTestPorts()
  const { account, caller } = await register(ports)
  const other = await openSession(ports, account)
  await forgotPassword(ports, account.email)
  const token = await tokenOf(ports, 'reset_password')

  const opened = await changePassword(ports, { caller, currentPassword: password, newPassword })

  await expect(callerOf(ports, other)).rejects.toEqual(refused('invalid_token'))
  await expect(resetPassword(ports, { token, password })).rejects.toEqual(refused('invalid_link'))
  const after = await callerOf(ports, opened)
  expect(after).toMatchObject({ user: { id: account.id, generation: 1 } })
  expect(ports.endings).toEqual([
    { type: 'all_sessions_ended', userId: account.id, except: after.sessionId, cause: 'credentials_changed' },
  ])
})

test('[ACCT-1] of two changes at once one succeeds', async () => {
  const ports = createTestPorts()
  const { caller } = await register(ports)
  const change = () => changePassword(ports, { caller, currentPassword: password, newPassword })

  const results = await Promise.allSettled([change(), change()])

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('[ACCT-1] [B-099] a wrong or a weak password changes nothing', async () => {
  const ports = createTestPorts()
  const { caller } = await register(ports)

  const wrong = changePassword(ports, { caller, currentPassword: 'Nocturne-9-3', newPassword })
  await expect(wrong).rejects.toEqual(refused('wrong_credentials'))
  const weak = changePassword(ports, { caller, currentPassword: password, newPassword: 'Clara-123' })
  await expect(weak).rejects.toEqual(refused('weak_password'))

  await expect(logIn(ports, { login: 'clara', password })).resolves.toMatchObject({ generation: 0 })
})

test('[ACCT-8] guesses at the password of a session are bounded, and do not shut the owner out of logging in', async () => {
  const loginFailures = { name: 'login failures', limit: 3, windowMs: 60_000 }
  const ports = createTestPorts()
  const limits = { ...ports.limits, loginFailures }
  const { caller } = await register(ports)
  const guess = () => changePassword({ ...ports, limits }, { caller, currentPassword: 'wrong', newPassword })

  for (let guesses = 0; guesses < 3; guesses += 1) await expect(guess()).rejects.toEqual(refused('wrong_credentials'))
  await expect(guess()).rejects.toEqual(refused('rate_limited'))

  await expect(logIn({ ...ports, limits }, { login: 'clara', password })).resolves.toMatchObject({ username: 'clara' })
})

test('[ACCT-3] [S-47] the old address stays in force until the new one is confirmed, and hears of it', async () => {
  const ports = createTestPorts()
  const { account, caller } = await register(ports)
  await readMail(ports)

  await changeEmail(ports, { caller, email: 'wieck@example.com', password })

  const mails = await readMail(ports)
  expect(mails.map(({ kind, to }) => [kind, to])).toEqual([
    ['confirm_new_email', 'wieck@example.com'],
    ['email_change_requested', 'clara@example.com'],
  ])
  await expect(logIn(ports, { login: 'clara@example.com', password })).resolves.toMatchObject({ id: account.id })

  expect(await confirmNewEmail(ports, mails[0]?.token ?? '')).toMatchObject({ email: 'wieck@example.com' })
  await expect(logIn(ports, { login: 'wieck@example.com', password })).resolves.toMatchObject({ id: account.id })
  expect(ports.endings).toEqual([{ type: 'user_changed', userId: account.id }])
})

test.each([
  ['a wrong password', 'wieck@example.com', 'wrong', 'wrong_credentials'],
  ['no address', 'nowhere', password, 'invalid_input'],
  ['the address it has', 'CLARA@example.com', password, 'invalid_input'],
])('[ACCT-3] [S-47] with %s nothing is mailed', async (_, email, given, code) => {
  const ports = createTestPorts()
  const { caller } = await register(ports)
  await readMail(ports)

  await expect(changeEmail(ports, { caller, email, password: given })).rejects.toEqual(refused(code))
  expect(await readMail(ports)).toEqual([])
})

test("[ACCT-3] [MAIL-5] somebody else's address is answered alike and gets no mail", async () => {
  const ports = createTestPorts()
  const { caller } = await register(ports)
  await register(ports, 'robert')
  await readMail(ports)

  await expect(changeEmail(ports, { caller, email: 'robert@example.com', password })).resolves.toBeUndefined()

  expect((await readMail(ports)).map(({ to }) => to)).toEqual(['clara@example.com'])
})

test('[ACCT-4] an account goes with its password in hand, and is told once more', async () => {
  const ports = { ...createTestPorts(), avatars: avatars as never }
  const { account, caller } = await register(ports)
  await readMail(ports)
  await expect(deleteAccount(ports, { caller, password: 'wrong' })).rejects.toEqual(refused('wrong_credentials'))

  await deleteAccount(ports, { caller, password })

  expect(await ports.users.find(account.id)).toBeNull()
  expect(ports.endings).toEqual([{ type: 'all_sessions_ended', userId: account.id, cause: 'account_deleted' }])
  expect((await readMail(ports)).map(({ kind }) => kind)).toEqual(['account_deleted'])
  await expect(register(ports)).resolves.toBeDefined()
})

test('[ACCT-4] the last admin stays', async () => {
  const ports = { ...createTestPorts(), avatars: avatars as never }
  const { account } = await register(ports)
  const admin: Account = { ...account, id: 'admin' as never, username: 'boss', email: 'b@x.example', roles: ['admin'] }
  await ports.users.addAccount(admin, `hash of ${password}`)
  const caller = { user: admin, sessionId: 'none' as never }

  await expect(deleteAccount(ports, { caller, password })).rejects.toEqual(refused('last_admin'))
})

test('[ACCT-5] a guest becomes an account under its id, and its session goes on', async () => {
  const ports = createTestPorts()
  const guest = await admitGuest(ports, { username: 'Ana' })
  const session = await openSession(ports, guest)
  const caller = await callerOf(ports, session)

  await upgradeGuest(ports, caller, { username: 'ana', email: 'ana@example.com', password })

  expect(await callerOf(ports, session)).toMatchObject({ user: { id: guest.id, kind: 'account', roles: ['member'] } })
  await expect(logIn(ports, { login: 'ana', password })).resolves.toMatchObject({ id: guest.id })
  expect((await readMail(ports)).map(({ kind, to }) => [kind, to])).toEqual([['confirm_email', 'ana@example.com']])
  expect(ports.endings).toEqual([{ type: 'user_changed', userId: guest.id }])
})

test('[ACCT-5] an account is not upgraded', async () => {
  const ports = createTestPorts()
  const { caller } = await register(ports)
  const upgrading = upgradeGuest(ports, caller, { username: 'ana', email: 'ana@example.com', password })
  await expect(upgrading).rejects.toEqual(refused('not_allowed'))
})

test('[ACCT-6] where addresses must be confirmed, the right password is told so and a wrong one is wrong', async () => {
  const ports = { ...createTestPorts(), rules: { requireVerifiedEmail: true } }
  await register(ports)

  await expect(logIn(ports, { login: 'clara', password })).rejects.toEqual(refused('email_unconfirmed'))
  await expect(logIn(ports, { login: 'clara', password: 'wrong' })).rejects.toEqual(refused('wrong_credentials'))

  await confirmEmail(ports, await tokenOf(ports, 'confirm_email'))
  await expect(logIn(ports, { login: 'clara', password })).resolves.toMatchObject({ username: 'clara' })
})

test('[ACCT-6] becoming an account is no way around confirming the address', async () => {
  const ports = { ...createTestPorts(), rules: { requireVerifiedEmail: true } }
  const session = await openSession(ports, await admitGuest(ports, { username: 'Ana' }))

  await upgradeGuest(ports, await callerOf(ports, session), { username: 'ana', email: 'ana@example.com', password })

  await expect(callerOf(ports, session)).rejects.toEqual(refused('invalid_token'))
})

test('[ACCT-7] a guest has no record to take away', async () => {
  const ports = createTestPorts()
  const caller = await callerOf(ports, await openSession(ports, await admitGuest(ports, {})))
  await expect(exportAccount(ports, caller)).rejects.toEqual(refused('not_allowed'))
})
