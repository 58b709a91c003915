import { messageLength } from '../music/midi-events.ts'
import type { TimedMidiEvent } from '../music/smf/performance.ts'

/** Channel messages and their times in twelve bytes each: a long recording holds millions of them. */
export class EventList implements Iterable<TimedMidiEvent> {
  #atMs = new Float64Array(64)
  #messages = new Uint32Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  atMs(index: number): number {
    return this.#atMs[index] ?? 0
  }

  /** Status, first and second data byte, from the lowest byte up. */
  message(index: number): number {
    return this.#messages[index] ?? 0
  }

  add(atMs: number, message: number): void {
    if (this.#length === this.#messages.length) this.#grow()
    this.#atMs[this.#length] = atMs
    this.#messages[this.#length] = message
    this.#length += 1
  }

  /** By time; at the same time by what `rank` says, else as they came. */
  sorted(rank: (message: number) => number = () => 0): EventList {
    const order = Uint32Array.from({ length: this.#length }, (_, index) => index)
    order.sort((one, other) => {
      const later = this.atMs(one) - this.atMs(other)
      return later || rank(this.message(one)) - rank(this.message(other)) || one - other
    })
    const sorted = new EventList()
    for (const index of order) sorted.add(this.atMs(index), this.message(index))
    return sorted
  }

  *[Symbol.iterator](): Generator<TimedMidiEvent> {
    for (let index = 0; index < this.#length; index += 1) {
      const message = this.message(index)
      const bytes = Uint8Array.of(message & 0xff, (message >> 8) & 0xff, (message >> 16) & 0xff)
      yield { atMs: this.atMs(index), bytes: bytes.subarray(0, messageLength(message)) }
    }
  }

  #grow(): void {
    const [atMs, messages] = [new Float64Array(this.#length * 2), new Uint32Array(this.#length * 2)]
    atMs.set(this.#atMs)
    messages.set(this.#messages)
    this.#atMs = atMs
    this.#messages = messages
  }
}
