import { Refusal, sessionId, userId, type AccessTokens, type TokenClaims } from '@tutti/core'
import { createFakeClock } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { rememberVerified } from './remember-verified.ts'

function createTokens(expiresAtMs: number) {
  const clock = createFakeClock(0)
  const asked: string[] = []
  const claims: TokenClaims = { userId: userId('u'), sessionId: sessionId('s'), generation: 0, expiresAtMs }
  const tokens: AccessTokens = {
    issue: () => Promise.reject(new Error('not asked for')),
    verify: async (token) => {
      asked.push(token)
      if (token !== 'good' || clock.now() >= expiresAtMs) throw new Refusal('invalid_token')
      return claims
    },
  }
  return { clock, asked, tokens: rememberVerified(tokens, clock) }
}

test('a signature is checked once in ten seconds', async () => {
  const { clock, asked, tokens } = createTokens(60_000)
  await tokens.verify('good')
  clock.advance(9_999)
  await tokens.verify('good')
  expect(asked).toHaveLength(1)
  clock.advance(1)
  await tokens.verify('good')
  expect(asked).toHaveLength(2)
})

test('[B-009] a token is not remembered beyond its own end', async () => {
  const { clock, tokens } = createTokens(5_000)
  await tokens.verify('good')
  clock.set(4_999)
  await tokens.verify('good')
  clock.set(5_000)
  await expect(tokens.verify('good')).rejects.toMatchObject({ code: 'invalid_token' })
})

test('what was refused is looked at again', async () => {
  const { asked, tokens } = createTokens(5_000)
  await expect(tokens.verify('bad')).rejects.toMatchObject({ code: 'invalid_token' })
  await expect(tokens.verify('bad')).rejects.toMatchObject({ code: 'invalid_token' })
  expect(asked).toHaveLength(2)
})
