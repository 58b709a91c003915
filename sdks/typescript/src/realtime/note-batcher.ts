import type { Cancel, Runtime } from '../runtime.ts'
import { channelMessage, packNotes } from './pack-notes.ts'
import type { TimedMidi } from './room-types.ts'
import type { PackedNotes } from './wire.ts'

const windowMs = 8
/** The server moves what lies more than 250 ms ahead. */
const leadMs = 200

interface Parts {
  readonly clock: Runtime['clock']
  readonly timers: Runtime['timers']
  /** The server's clock, epoch ms. */
  readonly now: () => number
  readonly send: (notes: PackedNotes) => void
}

/**
 * Gathers what is played within one turn, and never sends more than one message in 8 ms: a single note leaves at the end
 * of the turn that it was played in, a run of them is gathered for the rest of the 8 ms.
 */
export class NoteBatcher {
  readonly #parts: Parts
  #events: TimedMidi[] = []
  #oldestMs = 0
  #sentMs = Number.NEGATIVE_INFINITY
  #cancel: Cancel | null = null
  #turn = 0
  readonly #ahead = new Set<Cancel>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws TuttiError `illegal_midi` */
  play(bytes: Uint8Array): void {
    const message = channelMessage(bytes)
    if (!message) return
    const nowMs = this.#parts.clock.monotonicMs()
    if (this.#events.length === 0) this.#oldestMs = nowMs
    this.#events.push({ atMs: this.#parts.now(), bytes: message })

    // Timers of hidden pages may be a second late.
    if (nowMs - this.#oldestMs >= windowMs) return this.flush()
    if (this.#events.length === 1) this.#scheduleFlush(nowMs)
  }

  /** @throws TuttiError `illegal_midi`; then nothing is played. */
  playAt(events: readonly TimedMidi[]): void {
    const checked = events.flatMap(({ atMs, bytes }) => {
      const message = channelMessage(bytes)
      return message ? [{ atMs, bytes: message }] : []
    })
    this.flush()
    for (const notes of packNotes(checked)) this.#sendWhenDue(notes)
  }

  flush(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#turn += 1
    if (this.#events.length === 0) return
    const events = this.#events
    this.#events = []
    this.#sentMs = this.#parts.clock.monotonicMs()
    for (const notes of packNotes(events)) this.#parts.send(notes)
  }

  /** Forgets what was not sent. */
  clear(): void {
    this.#events = []
    this.flush()
    for (const cancel of this.#ahead) cancel()
    this.#ahead.clear()
  }

  #scheduleFlush(nowMs: number): void {
    const restMs = this.#sentMs + windowMs - nowMs
    if (restMs > 0) {
      this.#cancel = this.#parts.timers.after(restMs, () => this.flush())
      return
    }
    const turn = this.#turn
    queueMicrotask(() => {
      if (turn === this.#turn) this.flush()
    })
  }

  #sendWhenDue(notes: PackedNotes): void {
    const delayMs = notes.timestampMs - leadMs - this.#parts.now()
    if (delayMs <= 0) return this.#parts.send(notes)
    const cancel = this.#parts.timers.after(delayMs, () => {
      this.#ahead.delete(cancel)
      this.#parts.send(notes)
    })
    this.#ahead.add(cancel)
  }
}
