import { encodeMessage, encodeMessageJson, midiFrameSize, writeMidiFrame } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { seededRandom } from '../testing/virtual-time.ts'
import { type HeardMidi, type WireFormat, wireFormats } from './wire.ts'

const midi = Uint8Array.of(0, 0x90, 60, 100, 5, 0x80, 60, 0)

function heard(format: WireFormat, data: unknown) {
  const told: { midi: HeardMidi[]; cases: (string | undefined)[] } = { midi: [], cases: [] }
  format.decode(data, {
    onMidi: (notes) => told.midi.push(notes),
    onMessage: ({ message }) => told.cases.push(message.case),
  })
  return told
}

function hotFrame(notes: HeardMidi): ArrayBuffer {
  const bytes = new Uint8Array(midiFrameSize(notes))
  writeMidiFrame(bytes, 0, notes)
  return bytes.buffer
}

test('a relayed frame is heard with its player, whatever the numbers (500 seeded frames)', () => {
  const random = seededRandom(5)
  for (let run = 0; run < 500; run += 1) {
    const participant = 1 + Math.floor(random() * 2 ** (1 + Math.floor(random() * 31)))
    const notes = {
      midi,
      timestampMs: Math.floor(random() * 2 ** 41),
      sequence: Math.floor(random() * 2 ** 32),
      participant,
    }

    expect(heard(wireFormats.proto, hotFrame(notes)).midi).toEqual([notes])
  }
})

test('a frame in an unusual form is heard all the same', () => {
  const value = { midiData: midi, timestamp: 5n, sequence: 2, participant: 3 }
  const bytes = encodeMessage({ case: 'midiMessage', value }, { seq: 9 })

  expect(heard(wireFormats.proto, bytes.slice().buffer).midi).toEqual([
    { midi, timestampMs: 5, sequence: 2, participant: 3 },
  ])
})

test('both wires say the same notes', () => {
  const value = { midiData: midi, timestamp: 1_700_000_000_000n, sequence: 2, participant: 3 }
  const member = { case: 'midiMessage', value } as const

  const proto = heard(wireFormats.proto, encodeMessage(member).slice().buffer)
  const json = heard(wireFormats.json, encodeMessageJson(member))

  expect(proto.midi).toHaveLength(1)
  expect(json.midi).toEqual(proto.midi)
})

test('what is written is read back, on both wires', () => {
  const notes = { midi, timestampMs: 1_700_000_000_123 }
  const proto = wireFormats.proto.encodeNotes(notes, 7)
  const json = wireFormats.json.encodeNotes(notes, 7)

  const expected = [{ ...notes, sequence: 7, participant: 0 }]
  expect(heard(wireFormats.proto, typeof proto === 'string' ? proto : proto.buffer).midi).toEqual(expected)
  expect(heard(wireFormats.json, json).midi).toEqual(expected)
})

test('unknown fields are ignored', () => {
  const known = encodeMessage({ case: 'leaveRoomCommand', value: {} })
  const withUnknown = Uint8Array.from([...known, 0xf8, 0x07, 0x01])

  expect(heard(wireFormats.proto, withUnknown.buffer).cases).toEqual(['leaveRoomCommand'])
  expect(heard(wireFormats.json, '{"leaveRoomCommand":{},"somethingNew":{"a":1}}').cases).toEqual(['leaveRoomCommand'])
})

test('a frame that holds no known member is refused', () => {
  const unknownMember = Uint8Array.of(0xf2, 0x0f, 0x00)

  expect(() => heard(wireFormats.proto, unknownMember.buffer)).toThrow(
    expect.objectContaining({ code: 'unsupported_message' }),
  )
})

test('a frame of the other kind is passed over', () => {
  expect(heard(wireFormats.proto, '{}')).toEqual({ midi: [], cases: [] })
  expect(heard(wireFormats.json, new ArrayBuffer(2))).toEqual({ midi: [], cases: [] })
})
