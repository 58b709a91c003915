/** `MidiMessage.participant`: field 5, varint. */
const participantTag = 0x28

/**
 * Who plays in a frame that the hot reader has accepted, so that only small varint fields follow `midi`, its view on the
 * MIDI data. 0 when the fields come in another order: the general decoder has the word then.
 */
export function participantOf(frame: Uint8Array, midi: Uint8Array): number {
  if (midi.length === 0) return 0
  let at = midi.byteOffset - frame.byteOffset + midi.length
  while (at < frame.length) {
    const tag = frame[at]
    let value = 0
    let factor = 1
    let byte: number
    do {
      at += 1
      byte = frame[at] ?? 0
      value += (byte & 0x7f) * factor
      factor *= 0x80
    } while (byte >= 0x80)
    at += 1
    if (tag === participantTag) return value
  }
  return 0
}
