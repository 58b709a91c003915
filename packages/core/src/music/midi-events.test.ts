import { describe, expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { countNoteOns, packMidi, unpackMidi } from './midi-events.ts'

const illegal = expect.objectContaining({ code: 'illegal_midi' })

describe('[NOTE-1] what is refused whole', () => {
  test.each([
    ['nothing at all', []],
    ['a delta alone', [0x00]],
    ['running status', [0x00, 0x90, 60, 64, 0x00, 60, 0]],
    ['a data byte over 0x7F', [0x00, 0x90, 60, 0x80]],
    ['a key over 0x7F', [0x00, 0x90, 0x80, 1]],
    ['a truncated note-on', [0x00, 0x90, 60]],
    ['a truncated program change', [0x00, 0xc0]],
    ['system exclusive', [0x00, 0xf0, 1, 2, 0xf7]],
    ['a clock byte', [0x00, 0xf8]],
    ['a system reset', [0x00, 0xff]],
    ['a delta of five bytes', [0x80, 0x80, 0x80, 0x80, 0x00, 0x90, 60, 64]],
    ['a truncated delta', [0x80]],
    ['deltas over 250 ms in all', [0x93, 0x45, 0x90, 60, 64]],
  ])('%s', (_, bytes) => {
    expect(() => countNoteOns(Uint8Array.from(bytes))).toThrow(illegal)
  })

  test('a good event before a bad one does not save the message', () => {
    expect(() => countNoteOns(Uint8Array.from([0, 0x90, 60, 64, 0, 0xf8]))).toThrow(Refusal)
  })
})

test('[NOTE-1] every channel message is allowed, deltas up to 250 ms in all', () => {
  const all = [
    0, 0x80, 60, 0, 0, 0x91, 60, 1, 0, 0xa2, 1, 2, 0, 0xb3, 64, 127, 0, 0xc4, 5, 0, 0xd5, 6, 0x93, 0x44, 0xef, 0, 64,
  ]
  expect(countNoteOns(Uint8Array.from(all))).toBe(1)
})

test('[NOTE-2] a note-on with velocity 0 counts as no note-on', () => {
  expect(countNoteOns(Uint8Array.from([0, 0x90, 60, 0, 0, 0x90, 62, 1]))).toBe(1)
})

test('[NOTE-1] packing and unpacking are each other reversed, to a tenth of a millisecond', () => {
  const events = [
    { offsetMs: 0, bytes: Uint8Array.of(0x90, 60, 100) },
    { offsetMs: 12.8, bytes: Uint8Array.of(0xc0, 4) },
    { offsetMs: 249.9, bytes: Uint8Array.of(0x80, 60, 0) },
  ]

  expect(unpackMidi(packMidi(events))).toEqual(events)
})
