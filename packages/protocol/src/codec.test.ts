import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeMessage, decodeMessageJson, encodeMessage, encodeMessageJson } from './codec.ts'
import { ServerMessageSchema } from './gen/tutti/realtime/v1/realtime_pb.ts'

const folder = new URL('../fixtures/', import.meta.url)
const cases = globSync('*/*.json', { cwd: folder.pathname }).toSorted()

describe('[P-057] every fixture is the same message in both encodings', () => {
  test.each(cases)('%s', (file) => {
    const json = readFileSync(new URL(file, folder), 'utf8')
    const bin = new Uint8Array(readFileSync(new URL(file.replace('.json', '.bin'), folder)))

    const message = decodeMessage(bin)

    expect(decodeMessageJson(json)).toEqual(message)
    const { message: member, requestId, seq } = message
    if (member.case === undefined) throw new Error('A fixture sets a member')
    // A client may leave message_type out; what we write always says it.
    if (message.messageType === 0) return
    expect(encodeMessage(member, { requestId, seq })).toEqual(bin)
    expect(JSON.parse(encodeMessageJson(member, { requestId, seq }))).toEqual(JSON.parse(json))
  })
})

test('[P-057] every member of the envelope has a fixture', () => {
  const members = ServerMessageSchema.fields.filter((field) => field.oneof).map(({ name }) => name.replaceAll('_', '-'))

  expect(new Set(cases.map((file) => file.split('/')[0]))).toEqual(new Set(members))
})

describe('[P-058] the numbers that the document fixes', () => {
  const text = (value: string): number[] => [value.length, ...Buffer.from(value)]

  test.each([
    ['createRoomCommand', 2, [0x0a, ...text('Bach')]],
    ['joinRoomCommand', 3, [0x0a, ...text('V1StGXR8_')]],
    ['chatMessage', 4, [0x0a, ...text('Hi')]],
    ['midiMessage', 5, [0x0a, 4, 0x00, 0x90, 60, 100]],
  ])('%s is member %i', (name, number, body) => {
    const bytes = Uint8Array.from([0x08, number, (number << 3) | 2, body.length, ...body])

    expect(decodeMessage(bytes).message.case).toBe(name)
  })
})

test('[S-111] a message_type that names another member is refused', () => {
  expect(() => decodeMessage(Uint8Array.of(0x08, 4, 0x2a, 0))).toThrow(
    expect.objectContaining({ code: 'malformed_message' }),
  )
})

test('[S-111] an envelope without a member that we know is refused', () => {
  expect(() => decodeMessage(Uint8Array.of(0x08, 4))).toThrow(expect.objectContaining({ code: 'unsupported_message' }))
  expect(() => decodeMessageJson('{"someday": {}}')).toThrow(expect.objectContaining({ code: 'unsupported_message' }))
})

test('[S-110] a message cut short at any byte is refused or is a shorter message, never a crash', () => {
  const bin = readFileSync(new URL('room-joined/with-held-notes-and-history.bin', folder))
  for (let length = 0; length < bin.length; length += 1) {
    try {
      decodeMessage(bin.subarray(0, length))
    } catch (error) {
      expect(error).toMatchObject({ name: 'Refusal' })
    }
  }
})

test.each(['', 'null', '[]', '{"midiMessage": 5}', '{"chatMessage": {"message": {}}}', '{', '\u0000'])(
  '[S-110] JSON that is no message is refused: %j',
  (text) => {
    expect(() => decodeMessageJson(text)).toThrow(expect.objectContaining({ name: 'Refusal' }))
  },
)
