import { expect, test } from 'vitest'
import { takeFrames } from './take-frames.ts'

function clientFrame(length: number, opcode = 2): number[] {
  const mask = [1, 2, 3, 4]
  const payload = Array.from({ length }, (_, index) => (index & 0xff) ^ (mask[index & 3] ?? 0))
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff]
  return [0x80 | opcode, ...size, ...mask, ...payload]
}

test('whole frames are unmasked and framed for the others', () => {
  const taken: number[][] = []
  const bytes = Buffer.from([...clientFrame(3), ...clientFrame(200)])

  const end = takeFrames(bytes, (frame) => taken.push([...frame]))

  expect(end).toBe(bytes.length)
  expect(taken[0]).toEqual([0x82, 3, 0, 1, 2])
  expect(taken[1]?.slice(0, 6)).toEqual([0x82, 126, 0, 200, 0, 1])
})

test.each([1, 5, 8, 203, 207])('a frame cut after %i bytes is left for later', (cut) => {
  const taken: Buffer[] = []
  const first = clientFrame(3)
  const bytes = Buffer.from([...first, ...clientFrame(200).slice(0, cut)])

  const end = takeFrames(bytes, (frame) => taken.push(frame))

  expect(end).toBe(first.length)
  expect(taken.length).toBe(1)
})

test('pings are not relayed', () => {
  const taken: Buffer[] = []

  takeFrames(Buffer.from([...clientFrame(4, 9), ...clientFrame(5)]), (frame) => taken.push(frame))

  expect(taken.map(({ length }) => length)).toEqual([7])
})
