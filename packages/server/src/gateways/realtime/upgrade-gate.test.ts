import { Refusal } from '@tutti/core'
import { createFakeClock, createFakeRateLimiter } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { UpgradeGate } from './upgrade-gate.ts'

function createGate(perSecond?: number) {
  const clock = createFakeClock(1_000)
  const badTickets = { name: 'tickets', limit: 2, windowMs: 60_000 }
  return { clock, gate: new UpgradeGate({ clock, rateLimiter: createFakeRateLimiter(clock), badTickets, perSecond }) }
}

const open = async () => 'in'
const refuse = (code: Refusal['code']) => async () => {
  throw new Refusal(code)
}

test('[R-22] a second lets in as many as it may, the next as many again', async () => {
  const { gate, clock } = createGate(2)

  await gate.pass('a', open)
  await gate.pass('a', open)
  await expect(gate.pass('a', open)).rejects.toMatchObject({ code: 'overloaded', about: { retryAfterMs: 1000 } })
  clock.advance(500)

  expect(await gate.pass('a', open)).toBe('in')
  await expect(gate.pass('a', open)).rejects.toMatchObject({ code: 'overloaded' })
})

test('[S-102] bad tickets of one address are counted, good ones and other faults are not', async () => {
  const { gate } = createGate()
  for (const admit of [open, open, open, refuse('foreign_origin'), refuse('unavailable'), refuse('invalid_ticket')]) {
    await gate.pass('203.0.113.9', admit).catch(() => undefined)
  }
  await gate.pass('203.0.113.9', refuse('invalid_token')).catch(() => undefined)

  await expect(gate.pass('203.0.113.9', open)).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await gate.pass('203.0.113.10', open)).toBe('in')
})

test('[S-32] when nobody can count, nobody comes in', async () => {
  const clock = createFakeClock()
  const rateLimiter = {
    take: () => Promise.reject(new Error('away')),
    giveBack: () => Promise.reject(new Error('away')),
  }
  const badTickets = { name: 'tickets', limit: 2, windowMs: 60_000 }
  const gate = new UpgradeGate({ clock, rateLimiter, badTickets, perSecond: undefined })

  await expect(gate.pass('a', open)).rejects.toMatchObject({ code: 'unavailable' })
})
