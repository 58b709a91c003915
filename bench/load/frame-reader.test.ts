import { expect, test } from 'vitest'
import { FrameReader } from './frame-reader.ts'

interface Seen {
  readonly opcode: number
  readonly payload: readonly number[]
}

function reading(): { readonly reader: FrameReader; readonly seen: Seen[] } {
  const seen: Seen[] = []
  const reader = new FrameReader({
    frame: (opcode, bytes, at, length) => seen.push({ opcode, payload: [...bytes.subarray(at, at + length)] }),
  })
  return { reader, seen }
}

function frame(length: number, opcode = 2): number[] {
  const payload = Array.from({ length }, (_, index) => (index * 7 + length) & 0xff)
  if (length < 126) return [0x80 | opcode, length, ...payload]
  if (length < 65_536) return [0x80 | opcode, 126, length >> 8, length & 0xff, ...payload]
  return [
    0x80 | opcode,
    127,
    0,
    0,
    0,
    0,
    length >>> 24,
    (length >> 16) & 0xff,
    (length >> 8) & 0xff,
    length & 0xff,
  ].concat(payload)
}

const stream = [frame(64), frame(0, 9), frame(125), frame(126), frame(3, 1), frame(700), frame(64)]
const lengths = [64, 0, 125, 126, 3, 700, 64]

test('several frames in one piece are all found, in order', () => {
  const { reader, seen } = reading()
  const bytes = Uint8Array.from(stream.flat())

  reader.push(bytes, bytes.length)

  expect(seen.map(({ payload }) => payload.length)).toEqual(lengths)
  expect(seen.map(({ opcode }) => opcode)).toEqual([2, 9, 2, 2, 1, 2, 2])
})

test.each([1, 2, 3, 5, 64, 66, 67, 131, 1000])('pieces of %i bytes give the same frames', (pieceSize) => {
  const { reader, seen } = reading()
  const bytes = stream.flat()

  for (let at = 0; at < bytes.length; at += pieceSize) {
    const piece = Uint8Array.from(bytes.slice(at, at + pieceSize))
    reader.push(piece, piece.length)
    piece.fill(0xee)
  }

  expect(seen.map(({ payload }) => payload.length)).toEqual(lengths)
  expect(seen[0]?.payload).toEqual(stream[0]?.slice(2))
  expect(seen[5]?.payload).toEqual(stream[5]?.slice(4))
})

test.each([1, 2, 3])('a 4-byte header cut after byte %i is read', (cut) => {
  const { reader, seen } = reading()
  const bytes = Uint8Array.from(frame(300))

  reader.push(bytes.subarray(0, cut), cut)
  expect(seen).toEqual([])
  reader.push(bytes.subarray(cut), bytes.length - cut)

  expect(seen.map(({ payload }) => payload.length)).toEqual([300])
})

test('a 10-byte header, cut inside its length, is read', () => {
  const { reader, seen } = reading()
  const bytes = Uint8Array.from([...frame(70_000), ...frame(64)])

  reader.push(bytes.subarray(0, 6), 6)
  reader.push(bytes.subarray(6, 40_000), 39_994)
  reader.push(bytes.subarray(40_000), bytes.length - 40_000)

  expect(seen.map(({ payload }) => payload.length)).toEqual([70_000, 64])
})

test('bytes after `end` are left alone', () => {
  const { reader, seen } = reading()
  const bytes = Uint8Array.from([...frame(10), ...frame(20)])

  reader.push(bytes, 12)

  expect(seen.map(({ payload }) => payload.length)).toEqual([10])
})
