import { randomBytes, randomUUID } from 'node:crypto'
import { sessionId } from '@tutti/core'
import { expect, test } from 'vitest'
import { createSessionTokens } from './session-tokens.ts'

function setUp(masterSecret = randomBytes(32)) {
  const tokens = createSessionTokens({ masterSecret })
  const source = { id: sessionId(randomUUID()), refreshSeed: tokens.createSeed(), rotation: 7 }
  return { tokens, source, token: tokens.create(source), masterSecret }
}

test('[S-21] the same token is made of the same session every time, also after a restart', () => {
  const { tokens, source, token, masterSecret } = setUp()

  expect(tokens.create(source)).toBe(token)
  expect(createSessionTokens({ masterSecret }).create(source)).toBe(token)
})

test('a token tells its session and its number', () => {
  const { tokens, source, token } = setUp()

  expect(tokens.read(token)).toEqual({ sessionId: source.id, rotation: 7 })
  expect(tokens.matches(token, source)).toBe(true)
})

test.each([{ rotation: 8 }, { id: sessionId(randomUUID()) }, { refreshSeed: 'another' }])(
  '[S-24] a token of another session or number does not match: %j',
  (part) => {
    const { tokens, source, token } = setUp()

    expect(tokens.matches(token, { ...source, ...part })).toBe(false)
  },
)

test('[S-23] with the database alone no token can be made', () => {
  const { tokens, source, token } = setUp()

  expect(tokens.matches(setUp().tokens.create(source), source)).toBe(false)
  expect(token).not.toContain(source.refreshSeed)
})

test('[S-10] no character of a token can be changed', () => {
  const { tokens, source, token } = setUp()

  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    expect(tokens.read(changed) !== null && tokens.matches(changed, source)).toBe(false)
  }
})

test.each(['', 'a.b.c', 'x'.repeat(70), '🎹'.repeat(35), 'A'.repeat(69), 'A'.repeat(100_000)])(
  '[S-06] %.20s is a refresh token of no session',
  (token) => {
    const { tokens, source } = setUp()

    expect(tokens.matches(token, source)).toBe(false)
  },
)
