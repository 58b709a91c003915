/** The kinds of channel message, as the upper half of the status byte. */
export const kinds = {
  noteOff: 0x80,
  noteOn: 0x90,
  keyPressure: 0xa0,
  control: 0xb0,
  program: 0xc0,
  pressure: 0xd0,
  bend: 0xe0,
} as const

export const pedalControllers: readonly number[] = [64, 66, 67]

export function kindOf(bytes: Uint8Array): number {
  return (bytes[0] ?? 0) & 0xf0
}

export function channelOf(bytes: Uint8Array): number {
  return (bytes[0] ?? 0) & 0x0f
}

export function lengthOf(status: number): number {
  const kind = status & 0xf0
  return kind === kinds.program || kind === kinds.pressure ? 2 : 3
}

/** A note-on of velocity 0 is a note-off. */
export function isNoteOn(bytes: Uint8Array): boolean {
  return kindOf(bytes) === kinds.noteOn && (bytes[2] ?? 0) > 0
}

export function isNoteOff(bytes: Uint8Array): boolean {
  return kindOf(bytes) === kinds.noteOff || (kindOf(bytes) === kinds.noteOn && bytes[2] === 0)
}

/** Whether these bytes are exactly one channel message. */
export function isChannelMessage(bytes: Uint8Array): boolean {
  const status = bytes[0] ?? 0
  if (status < 0x80 || status >= 0xf0 || bytes.length !== lengthOf(status)) return false
  return bytes.subarray(1).every((byte) => byte < 0x80)
}

export function noteOff(channel: number, key: number): Uint8Array {
  return Uint8Array.of(kinds.noteOff | channel, key, 64)
}

export function controlChange(channel: number, controller: number, value: number): Uint8Array {
  return Uint8Array.of(kinds.control | channel, controller, value)
}
