import { expect, test } from 'vitest'
import { SenderDelay } from './sender-delay.ts'

test('nobody waits less than 20 ms', () => {
  const delay = new SenderDelay()
  delay.heard(2)
  expect(delay.delayMs).toBe(20)
})

test('a far player is given the time their notes need', () => {
  const delay = new SenderDelay()
  for (let index = 0; index < 64; index += 1) delay.heard(80 + (index % 5))

  expect(delay.delayMs).toBe(88)
  expect(delay.medianTravelMs).toBe(82)
})

test('one straggler among many costs nothing', () => {
  const delay = new SenderDelay()
  for (let index = 0; index < 60; index += 1) delay.heard(30)
  delay.heard(900)
  expect(delay.delayMs).toBe(34)
})

test('a hopeless line does not delay for ever', () => {
  const delay = new SenderDelay()
  delay.heard(5000)
  expect(delay.delayMs).toBe(200)
})
