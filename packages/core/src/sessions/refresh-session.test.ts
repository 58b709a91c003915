import { createTestPorts } from '@tutti/testkit'
import { anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { operator } from '../moderation/actor.ts'
import { auditEntry } from '../moderation/audit-entry.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { rolesOf } from '../users/user.ts'
import { authenticate } from './authenticate.ts'
import { endAllSessions, endSession, logOut } from './end-session.ts'
import { openSession } from './open-session.ts'
import { refreshSession } from './refresh-session.ts'
import { renewToken } from './renew-token.ts'
import { absoluteLifetimeMs, idleLifetimeMs, refreshGraceMs, useNotedEveryMs } from './session.ts'

const invalid = expect.objectContaining({ code: 'invalid_token' })

async function guestIn() {
  const ports = createTestPorts()
  const guest = await admitGuest(ports, { username: 'Ana' })
  const opened = await openSession(ports, guest)
  const caller = await authenticate(ports, opened.token)
  const refresh = ({ refreshToken }: { readonly refreshToken: string }) => refreshSession(ports, { refreshToken })
  return { ports, guest, opened, caller, refresh }
}

test('[SESS-5] a refresh token is exchanged for another pair', async () => {
  const { ports, opened, refresh } = await guestIn()

  const next = await refresh(opened)

  expect(next.token).not.toBe(opened.token)
  expect(next.refreshToken).not.toBe(opened.refreshToken)
  await expect(authenticate(ports, next.token)).resolves.toMatchObject({ user: { username: 'Ana' } })
  await expect(refresh(next)).resolves.toBeDefined()
})

test('[SESS-5] [S-21] of 20 exchanges at the same time all give the same pair', async () => {
  const { opened, refresh } = await guestIn()

  const pairs = await Promise.all(Array.from({ length: 20 }, () => refresh(opened)))

  expect(new Set(pairs.map(({ refreshToken, token }) => `${refreshToken} ${token}`))).toHaveLength(1)
})

test('[SESS-6] [P-013] the token before the newest gives the very same pair again, for ten seconds', async () => {
  const { ports, opened, refresh } = await guestIn()
  const next = await refresh(opened)

  ports.clock.advance(refreshGraceMs - 1)

  expect(await refresh(opened)).toEqual(next)
})

test('[SESS-6] [S-20] after the grace a spent token ends the session, the newest pair too', async () => {
  const { ports, opened, caller, refresh } = await guestIn()
  const next = await refresh(opened)
  ports.clock.advance(refreshGraceMs)

  await expect(refresh(opened)).rejects.toEqual(invalid)

  await expect(refresh(next)).rejects.toEqual(invalid)
  await expect(authenticate(ports, next.token)).rejects.toEqual(invalid)
  const { user, sessionId } = caller
  expect(ports.endings).toEqual([{ type: 'session_ended', userId: user.id, sessionId, cause: 'reused' }])
})

test('[SESS-6] [S-20] a token from further back ends the session, however fresh', async () => {
  const { opened, refresh } = await guestIn()
  const next = await refresh(opened)
  const last = await refresh(next)

  await expect(refresh(opened)).rejects.toEqual(invalid)

  await expect(refresh(last)).rejects.toEqual(invalid)
})

test('[SESS-6] a token that a backup does not know yet is exchanged all the same', async () => {
  const { ports, caller, opened, refresh } = await guestIn()
  const backup = await ports.sessions.find(caller.sessionId)
  const next = await refresh(await refresh(opened))
  if (!backup) throw new Error('it is open')
  await ports.sessions.end(backup.id, backup.userId)
  await ports.sessions.add(backup)

  const after = await refresh(next)

  await expect(refresh(after)).resolves.toBeDefined()
})

test.each(['', 'x', 'a b c'])('[SESS-5] %j is no refresh token, and ends nothing', async (refreshToken) => {
  const { ports, opened, refresh } = await guestIn()

  await expect(refresh({ refreshToken })).rejects.toEqual(invalid)

  expect(ports.endings).toEqual([])
  await expect(refresh(opened)).resolves.toBeDefined()
})

test('[SESS-6] [S-24] a guess at an old token of a known session ends nothing', async () => {
  const { ports, caller, opened, refresh } = await guestIn()
  const next = await refresh(await refresh(opened))

  await expect(refresh({ refreshToken: `${caller.sessionId} 0 guess` })).rejects.toEqual(invalid)

  expect(ports.endings).toEqual([])
  await expect(refresh(next)).resolves.toBeDefined()
})

test('[SESS-4] [S-16] however often it is refreshed, a session ends after 365 days', async () => {
  const { ports, opened, refresh } = await guestIn()
  let pair = opened
  const stepMs = idleLifetimeMs - 1
  for (let ageMs = stepMs; ageMs < absoluteLifetimeMs; ageMs += stepMs) {
    ports.clock.advance(stepMs)
    pair = await refresh(pair)
  }

  ports.clock.set(1_000 + absoluteLifetimeMs - 1)
  await expect(authenticate(ports, pair.token)).resolves.toBeDefined()
  ports.clock.advance(1)

  await expect(authenticate(ports, pair.token)).rejects.toEqual(invalid)
  await expect(refresh(pair)).rejects.toEqual(invalid)
})

test('[SESS-4] a session that is not used for 30 days ends', async () => {
  const { ports, opened, refresh } = await guestIn()

  ports.clock.advance(idleLifetimeMs)

  await expect(refresh(opened)).rejects.toEqual(invalid)
})

test('[SESS-4] every use puts the end off', async () => {
  const { ports, opened, refresh } = await guestIn()
  ports.clock.advance(idleLifetimeMs - 1)
  await authenticate(ports, opened.token)
  ports.clock.advance(idleLifetimeMs - 1)

  await expect(refresh(opened)).resolves.toBeDefined()
})

test('[SESS-8] a use is noted at most once a minute', async () => {
  const { ports, opened, caller } = await guestIn()
  const lastUsed = async () => (await ports.sessions.find(caller.sessionId))?.lastUsedAtMs
  ports.clock.advance(useNotedEveryMs - 1)
  await authenticate(ports, opened.token)
  expect(await lastUsed()).toBe(1_000)

  ports.clock.advance(1)
  await authenticate(ports, opened.token)

  expect(await lastUsed()).toBe(1_000 + useNotedEveryMs)
})

test('[SESS-8] a use that cannot be noted is a use all the same', async () => {
  const { ports, opened } = await guestIn()
  ports.clock.advance(useNotedEveryMs)
  const sessions = { ...ports.sessions, touch: () => Promise.reject(new Error('disk full')) }

  await expect(authenticate({ ...ports, sessions }, opened.token)).resolves.toBeDefined()
})

test('[SESS-5] [P-012] a valid token alone gives another token and leaves the refresh token as it is', async () => {
  const { caller, ports, opened, refresh } = await guestIn()

  const renewed = await renewToken(ports, caller)

  expect(renewed).not.toHaveProperty('refreshToken')
  expect(renewed.token).not.toBe(opened.token)
  await expect(refresh(opened)).resolves.toBeDefined()
})

test('[SESS-7] [P-031] logging out ends this session alone, and says so once', async () => {
  const { ports, guest, opened, caller, refresh } = await guestIn()
  const other = await openSession(ports, guest)

  await Promise.all([logOut(ports, caller), logOut(ports, caller)])

  await expect(authenticate(ports, opened.token)).rejects.toEqual(invalid)
  await expect(refresh(opened)).rejects.toEqual(invalid)
  await expect(refresh(other)).resolves.toBeDefined()
  const { sessionId } = caller
  expect(ports.endings).toEqual([{ type: 'session_ended', userId: guest.id, sessionId, cause: 'logged_out' }])
})

test("[SESS-7] [S-50] another user's session and none at all are refused alike", async () => {
  const { ports, caller } = await guestIn()
  const stranger = await authenticate(ports, (await openSession(ports, await admitGuest(ports, {}))).token)
  const missing = caller.sessionId.replace(/^0/, 'f') as typeof caller.sessionId

  const refused = await Promise.all(
    [caller.sessionId, missing].map((id) => endSession(ports, stranger, id).catch((error: unknown) => error)),
  )

  expect(refused[0]).toMatchObject({ code: 'session_not_found', about: {} })
  expect(refused[1]).toEqual(refused[0])
  expect(ports.endings).toEqual([])
})

test('[SESS-9] [S-14] a raised generation ends what was issued before, in the same millisecond too', async () => {
  const { ports, guest, opened, refresh } = await guestIn()
  await ports.users.raiseGeneration(guest.id)

  await expect(authenticate(ports, opened.token)).rejects.toEqual(invalid)
  await expect(refresh(opened)).rejects.toEqual(invalid)
  const user = await ports.users.find(guest.id)
  const after = user && (await openSession(ports, user))
  await expect(authenticate(ports, after?.token ?? '')).resolves.toBeDefined()
})

test('[SESS-9] of all sessions one may go on, with its refresh token', async () => {
  const { ports, guest, opened, caller, refresh } = await guestIn()
  const other = await openSession(ports, guest)
  await ports.users.raiseGeneration(guest.id)

  await endAllSessions(ports, guest.id, { except: caller.sessionId, cause: 'credentials_changed' })

  await expect(refresh(other)).rejects.toEqual(invalid)
  const next = await refresh(opened)
  await expect(authenticate(ports, next.token)).resolves.toBeDefined()
  expect(ports.endings).toEqual([
    { type: 'all_sessions_ended', userId: guest.id, except: caller.sessionId, cause: 'credentials_changed' },
  ])
})

test('[SESS-2] [P-020] [S-17] roles are those of the account now, whatever the token says', async () => {
  const ports = createTestPorts()
  const account = anAccount({ roles: ['member', 'pro'] })
  await ports.users.addAccount(account, 'hash')
  const { token } = await openSession(ports, account)
  const entry = auditEntry({ actor: operator, atMs: 2_000, action: 'roles_changed', target: account })
  await ports.sanctions.setRoles({ id: account.id, roles: ['member'], atMs: 2_000 }, entry)

  const { user } = await authenticate(ports, token)

  expect(rolesOf(user)).toEqual(['member'])
})

test('[SESS-2] [S-22] a suspended user is not refreshed', async () => {
  const { ports, guest, opened, refresh } = await guestIn()
  const suspension = { reason: 'noise', byId: null, startedAtMs: 1_000, untilMs: null }
  const entry = auditEntry({ actor: operator, atMs: 1_000, action: 'user_suspended', target: guest })
  await ports.sanctions.setSuspension(guest.id, suspension, entry)

  await expect(refresh(opened)).rejects.toEqual(invalid)
})
