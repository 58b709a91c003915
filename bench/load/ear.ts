import { Histogram } from '../measure/histogram.ts'
import type { FrameSink } from './frame-reader.ts'
import { isSize, messageSize, playerIn, primerSize, ringSlot, sequenceAt } from './midi-frames.ts'
import type { Wire } from './wire.ts'

/** Slots of one room; a player's number in its room is below this. */
export const slotsPerRoom = 512

const ringSize = 512
const text = 1
const binary = 2

/** What all sockets together have heard. Every array has one place, or one ring, for each player's slot. */
export class Ear {
  readonly latency = new Histogram()
  readonly #sentAtMs: Float64Array
  readonly #heard: Uint32Array
  deliveries = 0
  primers = 0
  /** Frames that are neither notes nor primers: what a server says besides. */
  others = 0
  /** One delivery in this many (a power of two up to 128) is timed. */
  sampling = 1
  /** How many listeners complete a frame; then `onHeard` is called with its player's slot. */
  listeners = 0
  onHeard: ((slot: number) => void) | undefined

  constructor(rooms: number) {
    this.#sentAtMs = new Float64Array(rooms * slotsPerRoom * ringSize)
    this.#heard = new Uint32Array(rooms * slotsPerRoom)
  }

  /** `sequence` of the player at `slot` leaves now. */
  stamp(slot: number, sequence: number, nowMs: number): void {
    this.#sentAtMs[slot * ringSize + (sequence & (ringSize - 1))] = nowMs
  }

  /** What listens to one socket in the room with this index. */
  listener({ room, wire: { lead, prefix } }: { readonly room: number; readonly wire: Wire }): FrameSink {
    const firstSlot = room * slotsPerRoom
    const before = prefix.length
    return {
      frame: (opcode, bytes, at, length) => {
        const size = length - before
        if (opcode === binary && isSize(size, messageSize)) this.#note(firstSlot, bytes, at + before)
        else if (opcode === binary && isSize(size, primerSize)) this.primers += 1
        else if (opcode !== text || lead.length === 0) this.others += 1
      },
    }
  }

  /** Frames that some listeners have heard and others have not; when all is quiet, some of their deliveries are lost. */
  get incomplete(): number {
    return this.#heard.reduce((sum, heard) => sum + (heard > 0 ? 1 : 0), 0)
  }

  forgetIncomplete(): void {
    this.#heard.fill(0)
  }

  clear(): void {
    this.latency.clear()
    this.deliveries = 0
    this.others = 0
  }

  #note(firstSlot: number, bytes: Uint8Array, at: number): void {
    const slot = firstSlot + playerIn(bytes, at)
    this.deliveries += 1
    if (((bytes[at + sequenceAt] ?? 0) & (this.sampling - 1)) === 0) {
      const sentAtMs = this.#sentAtMs[slot * ringSize + ringSlot(bytes, at)] ?? 0
      this.latency.add((performance.now() - sentAtMs) * 1e6)
    }
    const heard = (this.#heard[slot] ?? 0) + 1
    if (heard < this.listeners) this.#heard[slot] = heard
    else {
      this.#heard[slot] = 0
      this.onHeard?.(slot)
    }
  }
}
