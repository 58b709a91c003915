import type { LocalClock } from '../runtime.ts'
import type { ServerClock } from './connection-types.ts'
import { type ClockProbe, OffsetWindow, toSample } from './offset-window.ts'

/** Steps to a better offset as soon as one is known. */
export class MeasuredClock implements ServerClock {
  readonly #clock: LocalClock
  readonly #window = new OffsetWindow()
  /** What this device's own wall clock is ahead of its monotonic one. */
  readonly #wallOffsetMs: number
  /** What the server's clock is ahead of the monotonic one. */
  #serverOffsetMs: number
  #synchronised = false

  constructor(clock: LocalClock) {
    this.#clock = clock
    this.#wallOffsetMs = clock.wallMs() - clock.monotonicMs()
    this.#serverOffsetMs = this.#wallOffsetMs
  }

  get offsetMs(): number {
    return this.#serverOffsetMs - this.#wallOffsetMs
  }

  get rttMs(): number {
    return this.#window.medianRttMs
  }

  get synchronised(): boolean {
    return this.#synchronised
  }

  now(): number {
    return this.#clock.monotonicMs() + this.#serverOffsetMs
  }

  toLocal(serverMs: number): number {
    return serverMs - this.#serverOffsetMs
  }

  /** A new connection, perhaps to another node: old samples say nothing. `serverTimeMs` is at most one way old. */
  restart(serverTimeMs: number): void {
    this.#window.clear()
    if (!this.#synchronised) this.#serverOffsetMs = serverTimeMs - this.#clock.monotonicMs()
  }

  add(probe: ClockProbe): void {
    this.#window.add(toSample(probe))
    this.#serverOffsetMs = this.#window.best?.offsetMs ?? this.#serverOffsetMs
    this.#synchronised = true
  }
}
