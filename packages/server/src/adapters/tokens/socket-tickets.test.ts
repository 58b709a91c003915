import { randomBytes, randomUUID } from 'node:crypto'
import { sessionId, userId } from '@tutti/core'
import { expect, test } from 'vitest'
import { randomIds } from '../ids.ts'
import { createSocketTickets } from './socket-tickets.ts'

const claims = { userId: userId(randomUUID()), sessionId: sessionId(randomUUID()) }
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function setUp(masterSecret: Uint8Array = randomBytes(32)) {
  const time = { nowMs: 1_800_000_000_000.25, upMs: 0 }
  const tickets = createSocketTickets({
    masterSecret,
    clock: { now: () => time.nowMs },
    ids: randomIds,
    uptime: () => time.upMs,
  })
  return { tickets, time }
}

test('[P-055] a ticket tells whose it is, and from which page', async () => {
  const { tickets } = setUp()
  const plain = await tickets.issue(claims)
  const bound = await tickets.issue({ ...claims, origin: 'https://piano.example' })

  expect(await tickets.redeem(plain.payload)).toEqual(claims)
  expect(await tickets.redeem(bound.payload)).toEqual({ ...claims, origin: 'https://piano.example' })
})

test('[P-055] a ticket says nothing to whoever holds it', async () => {
  const { payload } = await setUp().tickets.issue(claims)
  const parts = payload.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(parts.join()).not.toContain(claims.userId)
})

test('[S-102] a ticket works once', async () => {
  const { tickets } = setUp()
  const { payload } = await tickets.issue(claims)

  const results = await Promise.allSettled(Array.from({ length: 10 }, () => tickets.redeem(payload)))

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('[S-102] a ticket works for 30 seconds', async () => {
  const { tickets, time } = setUp()
  const [early, late] = [await tickets.issue(claims), await tickets.issue(claims)]

  time.nowMs += 29_999
  await tickets.redeem(early.payload)
  time.nowMs += 1

  await expect(tickets.redeem(late.payload)).rejects.toMatchObject({ code: 'invalid_ticket' })
})

test('[S-102] a used ticket stays used for as long as it would have lived', async () => {
  const { tickets, time } = setUp()
  const { payload } = await tickets.issue(claims)
  await tickets.redeem(payload)
  time.nowMs += 29_999
  await tickets.redeem((await tickets.issue(claims)).payload)

  await expect(tickets.redeem(payload)).rejects.toMatchObject({ code: 'invalid_ticket' })
})

test('[S-102] a ticket with any one character changed is refused', async () => {
  const { tickets } = setUp()
  const { payload } = await tickets.issue(claims)
  const changed = [...payload].map((character, index) => {
    const other = character === '.' ? 'A' : alphabet.charAt(alphabet.indexOf(character) ^ 1)
    return payload.slice(0, index) + other + payload.slice(index + 1)
  })

  const results = await Promise.allSettled(changed.map((text) => tickets.redeem(text)))

  expect(results.filter(({ status }) => status === 'fulfilled')).toEqual([])
})

test.each(['', '....', 'a.b.c.d.e', 'x'.repeat(100_000)])('[P-056] %.20s is no ticket', async (text) => {
  await expect(setUp().tickets.redeem(text)).rejects.toMatchObject({ code: 'invalid_ticket' })
})

test("[S-102] another server's ticket is refused, also by the bare master secret", async () => {
  const { payload } = await setUp().tickets.issue(claims)
  await expect(setUp().tickets.redeem(payload)).rejects.toMatchObject({ code: 'invalid_ticket' })
})

test('[S-134] a used ticket stays used, however the clock is set', async () => {
  const { tickets, time } = setUp()
  const { payload } = await tickets.issue(claims)
  await tickets.redeem(payload)
  const other = async () => tickets.redeem((await tickets.issue(claims)).payload)
  const redeemed = () =>
    tickets.redeem(payload).then(
      () => true,
      () => false,
    )

  time.nowMs += 86_400_000
  await other()
  time.nowMs -= 86_400_000
  expect(await redeemed()).toBe(false)

  time.upMs += 10 * 60_000
  time.nowMs -= 86_400_000
  await other()
  expect(await redeemed()).toBe(false)
})

test('[S-134] a ticket outlives a small correction of the clock', async () => {
  const { tickets, time } = setUp()
  const { payload } = await tickets.issue(claims)
  time.nowMs -= 2_000

  expect(await tickets.redeem(payload)).toEqual(claims)
})
