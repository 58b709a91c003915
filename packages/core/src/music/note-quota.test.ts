import { expect, test } from 'vitest'
import { NoteQuota, participantQuota } from './note-quota.ts'

test('[NOTE-8] 200 a second lets 600 sound at once, then 200 each second', () => {
  const quota = new NoteQuota(participantQuota(200, false), 0)
  const burst = quota.grant(1_000, 0)
  quota.spend(burst, 400)

  expect(burst).toBe(600)
  expect(quota.grant(1_000, 0)).toBe(0)
  expect(quota.grant(1_000, 1_000)).toBe(200)
  expect(quota.dropped).toBe(400)
})

test('[NOTE-8] the owner has one and a half times as much', () => {
  expect(new NoteQuota(participantQuota(200, true), 0).grant(10_000, 0)).toBe(900)
})

test('[NOTE-8] 0 is unlimited', () => {
  const quota = new NoteQuota(participantQuota(0, false), 0)
  quota.spend(1e6, 0)

  expect(quota.grant(1e6, 0)).toBe(1e6)
})

test('[NOTE-8] it is full again when it says so', () => {
  const quota = new NoteQuota({ perSecond: 100, burst: 300 }, 0)
  quota.spend(50, 0)

  expect(quota.fullAtMs).toBe(500)
  expect(quota.grant(1_000, 500)).toBe(300)
})

test('[NOTE-8] a clock that runs back gives nothing and takes nothing', () => {
  const quota = new NoteQuota({ perSecond: 100, burst: 300 }, 10_000)
  quota.spend(300, 0)

  expect(quota.grant(1, 0)).toBe(0)
})
