import { globSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeMessage, encodeMessage } from '../codec.ts'
import { IncomingMidi, midiFrameSize, readMidiFrame, writeMidiFrame } from './midi-frame.ts'

const folder = new URL('../../fixtures/', import.meta.url)
const fixture = (file: string): Buffer => readFileSync(new URL(file, folder))
const midiFixtures = globSync('midi-message/*.bin', { cwd: folder.pathname })
const otherFixtures = globSync('*/*.bin', { cwd: folder.pathname }).filter((file) => !file.startsWith('midi-message'))

test('[P-061] a frame is read into the same object as the one before, of the usual size or longer', () => {
  const frame = new IncomingMidi()
  for (const length of [4, 128, 129, 0, 300, 8]) {
    const midi = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256)
    const sent = { midi, timestampMs: 5, sequence: length, participant: 1 }
    const bytes = new Uint8Array(midiFrameSize(sent))
    writeMidiFrame(bytes, 0, sent)

    expect(readMidiFrame(bytes, frame)).toBe(true)
    expect([[...frame.midi], frame.sequence]).toEqual([[...midi], length])
  }
})

describe('[P-061] the hand reader and the general decoder agree', () => {
  test.each(midiFixtures)('%s', (file) => {
    const bytes = fixture(file)
    const frame = new IncomingMidi()

    expect(readMidiFrame(bytes, frame)).toBe(true)

    const { message } = decodeMessage(bytes)
    expect(message).toMatchObject({
      case: 'midiMessage',
      value: { timestamp: BigInt(frame.timestampMs), sequence: frame.sequence, participant: frame.participant },
    })
    expect(message.case === 'midiMessage' && Buffer.from(message.value.midiData)).toEqual(Buffer.from(frame.midi))
  })

  test.each(otherFixtures)('%s is not taken for notes', (file) => {
    expect(readMidiFrame(fixture(file), new IncomingMidi())).toBe(false)
  })
})

test('[P-061] what is written by hand is what the general encoder writes', () => {
  const anyMidi = fc.record({
    midi: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    timestampMs: fc.integer({ min: 0, max: 4e12 }),
    sequence: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    participant: fc.integer({ min: 0, max: 70_000 }),
  })
  fc.assert(
    fc.property(anyMidi, (midi) => {
      const written = new Uint8Array(midiFrameSize(midi))
      expect(writeMidiFrame(written, 0, midi)).toBe(written.length)

      const { timestampMs, sequence, participant } = midi
      const value = { midiData: midi.midi, timestamp: BigInt(timestampMs), sequence, participant }
      expect(written).toEqual(encodeMessage({ case: 'midiMessage', value }))
    }),
  )
})

test('[S-110] whatever the bytes: when the hand reader takes them, the general decoder reads the same', () => {
  const seeds = midiFixtures.map(fixture)
  const mutated = fc.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 4 }))
  fc.assert(
    fc.property(mutated, ([seed, edits]) => {
      const bytes = Uint8Array.from(seed)
      for (const [at, value] of edits) bytes[at % bytes.length] = value
      const frame = new IncomingMidi()
      if (!readMidiFrame(bytes, frame)) return

      const { message } = decodeMessage(bytes)
      expect(message.case).toBe('midiMessage')
      if (message.case !== 'midiMessage') return
      expect(Number(message.value.timestamp)).toBe(frame.timestampMs)
      expect(message.value.sequence).toBe(frame.sequence)
      expect(message.value.participant).toBe(frame.participant)
      expect(Buffer.from(message.value.midiData)).toEqual(Buffer.from(frame.midi))
    }),
    { numRuns: 5_000 },
  )
})

test('[P-061] a request id, an unknown field or a second member is left to the general decoder', () => {
  const plain = fixture('midi-message/note-on.bin')
  for (const more of [
    [0x60, 1],
    [0x7a, 0],
    [0x22, 0],
  ]) {
    expect(readMidiFrame(Uint8Array.from([...plain, ...more]), new IncomingMidi())).toBe(false)
  }
})
