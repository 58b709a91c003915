import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { throttleLogins } from './throttle-logins.ts'

const loginFailures = { name: 'login-failures', limit: 2, windowMs: 900_000 }

function createNeeds() {
  const ports = createTestPorts()
  return { ...ports, limits: { ...ports.limits, loginFailures } }
}

const wrong = async () => {
  throw new Refusal('wrong_credentials')
}
const right = async () => 'in'

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'in',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

test('[LIMIT-1] [S-27] too many wrong passwords refuse the right one too, until the window ends', async () => {
  const needs = createNeeds()
  const attempt = (what: () => Promise<string>) => codeOf(throttleLogins(needs, 'clara', what))

  expect([await attempt(wrong), await attempt(wrong), await attempt(right)]).toEqual([
    'wrong_credentials',
    'wrong_credentials',
    'rate_limited',
  ])
  needs.clock.advance(loginFailures.windowMs)
  expect(await attempt(right)).toBe('in')
})

test.each([['clara'], [' CLARA '], ['ｃｌａｒａ']])('[LIMIT-2] "%s" is the same login', async (login) => {
  const needs = createNeeds()
  await codeOf(throttleLogins(needs, 'Clara', wrong))
  await codeOf(throttleLogins(needs, login, wrong))

  expect(await codeOf(throttleLogins(needs, 'clara', right))).toBe('rate_limited')
  expect(await codeOf(throttleLogins(needs, 'robert', right))).toBe('in')
})

test('[LIMIT-3] what is no guess is not counted', async () => {
  const needs = createNeeds()
  const overloaded = async () => {
    throw new Refusal('overloaded')
  }
  for (const attempt of [right, overloaded, right, overloaded]) await codeOf(throttleLogins(needs, 'clara', attempt))

  expect(await codeOf(throttleLogins(needs, 'clara', right))).toBe('in')
})

test('[LIMIT-1] [S-31] of many guesses at once no more are looked at than are left', async () => {
  const needs = createNeeds()
  const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(throttleLogins(needs, 'clara', wrong))))

  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(2)
})

test('[LIMIT-4] [S-32] when nobody can count, nobody logs in', async () => {
  const away = () => Promise.reject(new Error('away'))
  const needs = { ...createNeeds(), rateLimiter: { take: away, giveBack: away } }

  expect(await codeOf(throttleLogins(needs, 'clara', right))).toBe('unavailable')
})
