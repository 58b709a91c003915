import { expect, test } from 'vitest'
import { frameOf, headerSize, writeHeader } from './frame.ts'

test.each([
  [0, [0x82, 0]],
  [125, [0x82, 125]],
  [126, [0x82, 126, 0, 126]],
  [65_535, [0x82, 126, 0xff, 0xff]],
  [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('[P-057] the header of %i bytes is as RFC 6455 §5.2 has it', (payloadBytes, header) => {
  const written = Buffer.alloc(headerSize(payloadBytes))
  writeHeader(written, 0, { opcode: 'binary', payloadBytes })

  expect([...written]).toEqual(header)
})

test('[P-057] a frame holds its parts one behind the other', () => {
  expect([...frameOf('text', Buffer.from('ab'), Buffer.from('c'))]).toEqual([0x81, 3, 97, 98, 99])
})
