import { countNoteOns, unpackMidi } from '@tutti/core'
import { expect, test } from 'vitest'
import { seededRandom } from '../testing/virtual-time.ts'
import { channelMessage, packNotes } from './pack-notes.ts'

const noteOn = (key: number) => Uint8Array.of(0x90, key, 100)

test('events keep their moments to a tenth of a millisecond', () => {
  const [packed] = packNotes([
    { atMs: 1_000.4, bytes: noteOn(60) },
    { atMs: 1_012.3, bytes: noteOn(64) },
  ])

  expect(packed?.timestampMs).toBe(1_000)
  expect(unpackMidi(packed?.midi ?? new Uint8Array()).map(({ offsetMs }) => offsetMs)).toEqual([0.4, 12.3])
})

test('what spans more than 250 ms becomes several messages', () => {
  const events = [0, 100, 250, 251, 600].map((ms, index) => ({ atMs: 5_000 + ms, bytes: noteOn(60 + index) }))

  const packed = packNotes(events)

  expect(packed.map(({ timestampMs }) => timestampMs)).toEqual([5_000, 5_251, 5_600])
  expect(packed.map(({ midi }) => countNoteOns(midi))).toEqual([3, 1, 1])
})

test('events may be given in any order', () => {
  const packed = packNotes([
    { atMs: 1_010, bytes: noteOn(61) },
    { atMs: 1_000, bytes: noteOn(60) },
  ])

  expect(packed.flatMap(({ midi }) => unpackMidi(midi).map(({ bytes }) => bytes[1]))).toEqual([60, 61])
})

test('whatever is packed is legal and loses nothing (200 seeded runs)', () => {
  const random = seededRandom(42)
  for (let run = 0; run < 200; run += 1) {
    const events = Array.from({ length: 1 + Math.floor(random() * 40) }, (_, index) => ({
      atMs: 1_700_000_000_000 + random() * 1_000,
      bytes: noteOn(index),
    }))

    const heard = packNotes(events).flatMap(({ timestampMs, midi }) =>
      unpackMidi(midi).map(({ offsetMs, bytes }) => ({ atMs: timestampMs + offsetMs, key: bytes[1] })),
    )

    const wanted = events.toSorted((a, b) => a.atMs - b.atMs)
    expect(heard.map(({ key }) => key)).toEqual(wanted.map(({ bytes }) => bytes[1]))
    for (const [index, { atMs }] of heard.entries())
      expect(Math.abs(atMs - (wanted[index]?.atMs ?? 0))).toBeLessThan(0.06)
  }
})

test('nothing to play is no message', () => {
  expect(packNotes([])).toEqual([])
})

test('a channel message is copied', () => {
  const given = noteOn(60)
  const copy = channelMessage(given)
  given[1] = 0

  expect(copy).toEqual(noteOn(60))
})

test('system messages are left out', () => {
  for (const status of [0xf0, 0xf8, 0xfe]) expect(channelMessage(Uint8Array.of(status))).toBeUndefined()
})

test('what is not one whole message is refused', () => {
  const wrong = [[], [60, 100], [0x90, 60], [0x90, 60, 128], [0xc0, 1, 2], [0x90, 60, 1, 0x80, 60, 0]]
  for (const bytes of wrong) {
    expect(() => channelMessage(Uint8Array.from(bytes))).toThrow(expect.objectContaining({ code: 'illegal_midi' }))
  }
})
