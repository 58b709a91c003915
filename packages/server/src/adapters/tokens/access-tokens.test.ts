import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { emptyProfile, publicId, sessionId, userId, type Guest } from '@tutti/core'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { randomIds } from '../ids.ts'
import { accessTokenLifetimeMs, createAccessTokens } from './access-tokens.ts'
import { createTokenKeys } from './token-keys.ts'

const startMs = 1_800_000_000_500
const session = sessionId(randomUUID())
const guest: Guest = {
  kind: 'guest',
  id: userId(randomUUID()),
  publicId: publicId('abcdefghi'),
  username: 'Mellow Heron',
  color: '#86a9f7',
  profile: emptyProfile,
  createdAtMs: 0,
  updatedAtMs: 0,
  lastSeenAtMs: 0,
  generation: 3,
}

function aKey(kid = 'one') {
  return { kid, privateKey: generateKeyPairSync('ed25519').privateKey, madeAtMs: 0, retiredAtMs: null }
}

function setUp(signingKey = aKey()) {
  const time = { nowMs: startMs }
  const clock = { now: () => time.nowMs }
  const keys = createTokenKeys([signingKey])
  const tokens = createAccessTokens({ keys, issuer: 'tutti', clock, ids: randomIds })
  return { tokens, time, signingKey, keys }
}

const good = {
  sub: guest.id,
  uid: guest.id,
  sid: session,
  gen: 0,
  iat: 1_800_000_000,
  exp: 1_800_003_600,
  iss: 'tutti',
  aud: 'tutti:access',
}

/** A token that our own key has signed over whatever claims. */
function sign({ privateKey, kid }: ReturnType<typeof aKey>, claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid }).sign(privateKey)
}

test('a token tells whose it is and when it ends', async () => {
  const { tokens } = setUp()

  const { token, expiresAtMs } = await tokens.issue(guest, session)

  expect(expiresAtMs).toBe(1_800_003_600_000)
  expect(await tokens.verify(token)).toEqual({ userId: guest.id, sessionId: session, generation: 3, expiresAtMs })
})

test('[B-009] a token works until the millisecond it expires, and not in it', async () => {
  const { tokens, time } = setUp()
  const { token, expiresAtMs } = await tokens.issue(guest, session)

  time.nowMs = expiresAtMs - 1
  await tokens.verify(token)
  time.nowMs = expiresAtMs

  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
})

test('good claims under our key are taken', async () => {
  const { tokens, signingKey } = setUp()
  await tokens.verify(await sign(signingKey, good))
})

test.each([
  { exp: undefined },
  { exp: 1_799_999_999 },
  { exp: '1800003600' },
  { exp: 1e308 },
  { exp: -1 },
  { exp: 1_802_600_000 },
  { exp: 1_800_000_100.5 },
  { iat: undefined },
  { iat: 1_800_003_599 },
  { nbf: 1_800_000_001 },
  { iss: 'another' },
  { iss: undefined },
  { aud: 'tutti:refresh' },
  { aud: undefined },
  { uid: 'not-a-uuid' },
  { sid: undefined },
  { gen: '0' },
])('[S-06] [S-08] [S-09] claims with %j are refused, even under our key', async (part) => {
  const { tokens, signingKey } = setUp()
  const token = await sign(signingKey, { ...good, ...part })

  await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
})

test("[S-09] another server's token is refused", async () => {
  const { token } = await setUp(aKey('one')).tokens.issue(guest, session)

  await expect(setUp(aKey('one')).tokens.verify(token)).rejects.toMatchObject({ code: 'invalid_token' })
})

test('[S-10] a key twice in the claims is refused, even under our key', async () => {
  const { tokens, signingKey } = setUp()
  const token = await sign(signingKey, good)
  const twice = Buffer.from(`{"gen":1,${JSON.stringify(good).slice(1)}`).toString('base64url')

  await expect(tokens.verify(token.replace(/\.[^.]+\./, `.${twice}.`))).rejects.toMatchObject({ code: 'invalid_token' })
})

test.each(['', '.', '..', 'a.b.c', '🎹.🎹.🎹', 'x'.repeat(100_000), `${'A'.repeat(9000)}.e30.AA`])(
  '[S-10] %.20s is no token',
  async (text) => {
    await expect(setUp().tokens.verify(text)).rejects.toMatchObject({ code: 'invalid_token' })
  },
)

test('[S-21] a token that is made again under the same stamp is the same token', async () => {
  const { tokens, time } = setUp()
  const stamp = { tokenId: 'one', issuedAtMs: startMs }

  const first = await tokens.issue(guest, session, stamp)
  time.nowMs += 5_000

  expect(await tokens.issue(guest, session, stamp)).toEqual(first)
  expect((await tokens.issue(guest, session, { ...stamp, tokenId: 'two' })).token).not.toBe(first.token)
})

test('what a retired key has signed is taken, and what is signed is signed by the new one', async () => {
  const { tokens, keys, signingKey, time } = setUp()
  const before = await tokens.issue(guest, session)
  keys.replace([aKey('two'), { ...signingKey, retiredAtMs: startMs }])
  time.nowMs = startMs + accessTokenLifetimeMs - 1_000

  await tokens.verify(before.token)
  const { token } = await tokens.issue(guest, session)

  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid: 'two' })
  await tokens.verify(token)
})

test('[S-09] what a retired key signs afterwards is refused', async () => {
  const { tokens, keys, signingKey, time } = setUp()
  keys.replace([aKey('two'), { ...signingKey, retiredAtMs: startMs }])
  time.nowMs = startMs + 5_000

  const late = await sign(signingKey, { ...good, iat: good.iat + 2 })

  await expect(tokens.verify(late)).rejects.toMatchObject({ code: 'invalid_token' })
})
