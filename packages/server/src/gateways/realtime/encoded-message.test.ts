import { decodeMessage, decodeMessageJson } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { EncodedMessage } from './encoded-message.ts'

const roomClosed = { case: 'roomClosed', value: { roomId: 'V1StGXR8_' } } as const

test.each([1, 127, 128, 16_384, 4_294_967_295])('[P-057] the seq %i set behind a message is read as its seq', (seq) => {
  const message = new EncodedMessage(roomClosed, 9)

  const binary = decodeMessage(new Uint8Array(message.frame('proto', seq).subarray(2)))
  const json = decodeMessageJson(message.frame('json', seq).subarray(2).toString())

  expect(binary).toMatchObject({ seq, requestId: 9, message: roomClosed })
  expect(json).toEqual(binary)
})

test('[P-057] without a seq there is no field', () => {
  expect(decodeMessage(new EncodedMessage(roomClosed).frame('proto', 0).subarray(2)).seq).toBe(0)
})
