import { midiFrameSize, writeMidiFrame } from '@tutti/protocol/realtime'
import { bareWire, type Wire } from './wire.ts'

/** The whole ServerMessage, as sent and as delivered; a player's number from 128 on takes one byte more. */
export const messageSize = 64

/** Where things lie in that message; the server's own copy has the same layout. */
export const sequenceAt = 58
export const playerAt = 63

/** A message that only presses keys: sent once before a phase, so that each later note-off finds its key held. */
export const primerSize = 60

/** Sequences below this take fewer bytes and those from 2^28 on take more. */
const firstSequence = 2 ** 21
const timestampAt = 51

/** Every client masks with this; it is not zero, which some servers take for "nothing to unmask". */
const mask = [0x5a, 0xc3, 0x96, 0x3c] as const

const chords = [
  [48, 55, 60, 64, 67],
  [41, 57, 62, 65, 69],
] as const
const noteOn = 0x90
const noteOff = 0x80
const controlChange = 0xb0
const sustain = 64

export interface MidiFrameOptions {
  readonly ahead?: number
  readonly wire?: Wire
}

/**
 * Writes the frames of one player: by turns from one chord to another and back, with a pedal, 11 events in 44 bytes.
 * Whole messages are made once; each frame is a copy with another time and sequence.
 */
export class MidiFrames {
  /** Of everything that one message takes on its way to the server. */
  readonly sizeBytes: number
  readonly #templates: readonly [Uint8Array, Uint8Array]
  /** Where the message begins in what is written. */
  readonly #start: number
  #sequence: number

  /** `player` is the number in the room, 1 to 511. Sequences begin `ahead` of the first one. */
  constructor(player: number, { ahead = 0, wire = bareWire }: MidiFrameOptions = {}) {
    this.#sequence = firstSequence + ahead
    this.#templates = [template(player, 0, wire), template(player, 1, wire)]
    this.#start = wire.lead.length + 6 + wire.prefix.length
    this.sizeBytes = this.#templates[0].length
  }

  /** The sequence of the frame that is written next. */
  get sequence(): number {
    return this.#sequence
  }

  /** Writes masked client frames at `at` and returns the position after it. */
  write(into: Uint8Array, at: number, timestamp: Uint8Array): number {
    const sequence = this.#sequence++
    into.set(this.#templates[(sequence & 1) as 0 | 1], at)
    for (let index = 0; index < timestamp.length; index += 1) {
      into[at + this.#start + timestampAt + index] = (timestamp[index] ?? 0) ^ maskByte(timestampAt + index)
    }
    const position = at + this.#start + sequenceAt
    into[position] = ((sequence & 0x7f) | 0x80) ^ maskByte(sequenceAt)
    into[position + 1] = (((sequence >> 7) & 0x7f) | 0x80) ^ maskByte(sequenceAt + 1)
    into[position + 2] = (((sequence >> 14) & 0x7f) | 0x80) ^ maskByte(sequenceAt + 2)
    into[position + 3] = (sequence >> 21) ^ maskByte(sequenceAt + 3)
    return at + this.sizeBytes
  }
}

/** A masked frame that presses both chords' keys, `primerSize` bytes of message. */
export function primerFrame(player: number, wire = bareWire): Uint8Array {
  const presses = chords.flat().flatMap((key) => [0, noteOn, key, 90])
  return wrapped(message(player, presses), wire)
}

/** `epochMs` as the six bytes that it takes in a message. */
export function writeTimestamp(into: Uint8Array, epochMs: number): void {
  let rest = epochMs
  for (let index = 0; index < 6; index += 1) {
    into[index] = (rest % 128) | (index < 5 ? 0x80 : 0)
    rest = Math.floor(rest / 128)
  }
}

/** The low 9 bits of a message's sequence, read in place: the slot of a ring of 512. */
export function ringSlot(bytes: Uint8Array, at: number): number {
  return ((bytes[at + sequenceAt] ?? 0) & 0x7f) | (((bytes[at + sequenceAt + 1] ?? 0) & 0x03) << 7)
}

/** Whether `size` is that of a message which takes `least` with a small player's number. */
export function isSize(size: number, least: number): boolean {
  return size === least || size === least + 1
}

/** Who plays a message, read in place. */
export function playerIn(bytes: Uint8Array, at: number): number {
  const low = bytes[at + playerAt] ?? 0
  return low < 0x80 ? low : (low & 0x7f) | ((bytes[at + playerAt + 1] ?? 0) << 7)
}

/** A masked client frame of any short payload. @throws RangeError. */
export function maskedFrame(payload: Uint8Array, opcode = 2): Uint8Array {
  const size = payload.length
  if (size > 125) throw new RangeError(`A payload of ${size} bytes is too long`)
  const frame = new Uint8Array(6 + size)
  frame.set([0x80 | opcode, 0x80 | size, ...mask])
  for (const [index, byte] of payload.entries()) frame[6 + index] = byte ^ maskByte(index)
  return frame
}

function template(player: number, turn: 0 | 1, wire: Wire): Uint8Array {
  const [from, to] = turn === 0 ? [chords[0], chords[1]] : [chords[1], chords[0]]
  const events = [
    ...from.flatMap((key) => [1, noteOff, key, 64]),
    ...to.flatMap((key) => [2, noteOn, key, 90]),
    3,
    controlChange,
    sustain,
    turn * 127,
  ]
  return wrapped(message(player, events), wire)
}

function wrapped(midiMessage: Uint8Array, { lead, prefix }: Wire): Uint8Array {
  if (prefix.length % mask.length !== 0) throw new RangeError('A prefix would shift the mask')
  return Buffer.concat([lead, maskedFrame(Buffer.concat([prefix, midiMessage]))])
}

function message(participant: number, events: readonly number[]): Uint8Array {
  const midi = { midi: Uint8Array.from(events), timestampMs: Date.now(), sequence: firstSequence, participant }
  const bytes = new Uint8Array(midiFrameSize(midi))
  writeMidiFrame(bytes, 0, midi)
  return bytes
}

function maskByte(index: number): number {
  return mask[(index & 3) as 0 | 1 | 2 | 3]
}
