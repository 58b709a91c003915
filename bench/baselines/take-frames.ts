const maskSize = 4

/**
 * Hands over each whole client frame of up to 65,535 bytes as the server frame that relays it, and returns the position
 * after the last one. Frames of other kinds than text and binary are passed over.
 */
export function takeFrames(bytes: Buffer, take: (frame: Buffer) => void): number {
  let at = 0
  while (bytes.length - at >= 2 + maskSize) {
    const short = (bytes[at + 1] ?? 0) & 0x7f
    const header = short < 126 ? 2 : 4
    if (bytes.length - at < header + maskSize) break
    const length = header === 2 ? short : bytes.readUInt16BE(at + 2)
    const payloadAt = at + header + maskSize
    if (payloadAt + length > bytes.length) break
    const opcode = (bytes[at] ?? 0) & 0x0f
    if (opcode === 1 || opcode === 2) take(unmasked(bytes, { at, header, length }))
    at = payloadAt + length
  }
  return at
}

interface Place {
  readonly at: number
  readonly header: number
  readonly length: number
}

function unmasked(bytes: Buffer, { at, header, length }: Place): Buffer {
  const frame = Buffer.allocUnsafe(header + length)
  bytes.copy(frame, 0, at, at + header)
  frame[1] = (frame[1] ?? 0) & 0x7f
  const maskAt = at + header
  const payloadAt = maskAt + maskSize
  for (let index = 0; index < length; index += 1) {
    frame[header + index] = (bytes[payloadAt + index] ?? 0) ^ (bytes[maskAt + (index & 3)] ?? 0)
  }
  return frame
}
