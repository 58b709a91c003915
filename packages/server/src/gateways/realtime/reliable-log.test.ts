import { expect, test } from 'vitest'
import { EncodedMessage } from './encoded-message.ts'
import { ReliableLog } from './reliable-log.ts'

const message = (reason = '') => new EncodedMessage({ case: 'roomClosed', value: { reason } })

test('[P-093] messages are counted from 1, and those after any of them can be had', () => {
  const log = new ReliableLog()
  const messages = [message(), message(), message()]
  expect(messages.map((one) => log.add(one))).toEqual([1, 2, 3])

  expect(log.after(0)).toEqual(messages)
  expect(log.after(2)).toEqual([messages[2]])
  expect(log.after(3)).toEqual([])
  expect(log.after(4)).toBeUndefined()
})

test('[P-093] what the client has is forgotten; asking for it is asking for too much', () => {
  const log = new ReliableLog()
  for (let count = 0; count < 5; count += 1) log.add(message())
  log.forget(3)
  log.forget(2)

  expect(log.after(2)).toBeUndefined()
  expect(log.after(3)).toHaveLength(2)
  log.forget(4_000_000_000)
  expect(log.after(5)).toEqual([])
  expect(log.add(message())).toBe(6)
})

test('[P-093] it holds the newest thousand, and no more than 256 KiB', () => {
  const many = new ReliableLog()
  for (let count = 0; count < 2_000; count += 1) many.add(message())
  expect(many.after(2_000 - 1_024)).toHaveLength(1_024)
  expect(many.after(2_000 - 1_025)).toBeUndefined()

  const large = new ReliableLog()
  for (let count = 0; count < 30; count += 1) large.add(message('x'.repeat(10_000)))
  expect(large.after(4)).toHaveLength(26)
  expect(large.after(3)).toBeUndefined()
})
