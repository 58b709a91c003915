/** WebSocket framing by hand (RFC 6455 §5.2): a message is framed once and written to many sockets as it is. */
export type Opcode = 'text' | 'binary'

const firstByte = { text: 0x81, binary: 0x82 } as const

/** Bytes of the header in front of a payload, unmasked as every server frame is. */
export function headerSize(payloadBytes: number): number {
  if (payloadBytes < 126) return 2
  return payloadBytes < 65_536 ? 4 : 10
}

/** Writes the header at `at` and returns the position after it. */
export function writeHeader(into: Buffer, at: number, { opcode, payloadBytes }: FrameHeader): number {
  into[at] = firstByte[opcode]
  if (payloadBytes < 126) {
    into[at + 1] = payloadBytes
    return at + 2
  }
  if (payloadBytes < 65_536) {
    into[at + 1] = 126
    return into.writeUInt16BE(payloadBytes, at + 2)
  }
  into[at + 1] = 127
  into.writeUInt32BE(0, at + 2)
  return into.writeUInt32BE(payloadBytes, at + 6)
}

export interface FrameHeader {
  readonly opcode: Opcode
  readonly payloadBytes: number
}

/** A complete frame around the parts of a payload. */
export function frameOf(opcode: Opcode, ...parts: readonly Uint8Array[]): Buffer {
  const payloadBytes = parts.reduce((sum, part) => sum + part.length, 0)
  const frame = Buffer.allocUnsafe(headerSize(payloadBytes) + payloadBytes)
  let at = writeHeader(frame, 0, { opcode, payloadBytes })
  for (const part of parts) {
    frame.set(part, at)
    at += part.length
  }
  return frame
}
