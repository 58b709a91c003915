import {
  IncomingMidi,
  decodeMessage,
  decodeMessageJson,
  encodeMessage,
  encodeMessageJson,
  midiFrameSize,
  readMidiFrame,
  writeMidiFrame,
  type OutgoingMember,
  type ServerMessage,
  type Wire,
} from '@tutti/protocol/realtime'

/** One message of packed MIDI. */
export interface PackedNotes {
  /** Epoch ms of the server's clock, whole. */
  readonly timestampMs: number
  readonly midi: Uint8Array
}

export interface HeardMidi extends PackedNotes {
  readonly participant: number
  readonly sequence: number
}

/** What a link tells of the frames that come in. */
export interface Hears {
  onMidi(midi: HeardMidi): void
  onMessage(message: ServerMessage): void
}

type Frame = string | Uint8Array<ArrayBuffer>

export interface WireFormat {
  /** @throws Refusal `malformed_message`, `unsupported_message` */
  decode(data: unknown, hears: Hears): void
  encode(member: OutgoingMember, requestId: number): Frame
  encodeNotes(notes: PackedNotes, sequence: number): Frame
}

/** Used up before the next frame is looked at. */
const midiFrame = new IncomingMidi()

const protoFormat: WireFormat = {
  decode(data, hears) {
    if (!(data instanceof ArrayBuffer)) return
    const bytes = new Uint8Array(data)
    if (readMidiFrame(bytes, midiFrame)) hears.onMidi({ ...midiFrame, midi: midiFrame.midi.slice() })
    else tell(decodeMessage(bytes), hears)
  },
  encode: (member, requestId) => new Uint8Array(encodeMessage(member, { requestId })),
  encodeNotes(notes, sequence) {
    const outgoing = { ...notes, sequence, participant: 0 }
    const bytes = new Uint8Array(midiFrameSize(outgoing))
    writeMidiFrame(bytes, 0, outgoing)
    return bytes
  },
}

const jsonFormat: WireFormat = {
  decode(data, hears) {
    if (typeof data === 'string') tell(decodeMessageJson(data), hears)
  },
  encode: (member, requestId) => encodeMessageJson(member, { requestId }),
  encodeNotes: ({ timestampMs, midi }, sequence) =>
    encodeMessageJson({ case: 'midiMessage', value: { midiData: midi, timestamp: BigInt(timestampMs), sequence } }),
}

export const wireFormats: Readonly<Record<Wire, WireFormat>> = { proto: protoFormat, json: jsonFormat }

function tell(message: ServerMessage, hears: Hears): void {
  const { message: member } = message
  if (member.case !== 'midiMessage') return hears.onMessage(message)
  const { midiData, timestamp, sequence, participant } = member.value
  hears.onMidi({ midi: midiData, timestampMs: Number(timestamp), sequence, participant })
}
