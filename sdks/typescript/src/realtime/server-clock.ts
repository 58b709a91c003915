import type { LocalClock } from '../runtime.ts'
import type { ServerClock } from './connection-types.ts'
import { type ClockProbe, OffsetWindow, toSample } from './offset-window.ts'
import { SlewedClock } from './slewed-clock.ts'

/** So many samples are the first look, when corrections may be quick. */
const firstSamples = 8

/**
 * The server's clock as it was measured: a line through the samples of the shortest round trips, followed so gently that
 * time never goes back and no interval of music is bent by more than half a percent.
 */
export class MeasuredClock implements ServerClock {
  readonly #clock: LocalClock
  readonly #window = new OffsetWindow()
  readonly #slewed: SlewedClock
  #synchronised = false

  constructor(clock: LocalClock) {
    this.#clock = clock
    this.#slewed = new SlewedClock(clock.monotonicMs(), clock.wallMs())
  }

  get offsetMs(): number {
    return this.now() - this.#clock.wallMs()
  }

  get rttMs(): number {
    return this.#window.medianRttMs
  }

  get jitterMs(): number {
    return this.#window.spreadMs
  }

  get synchronised(): boolean {
    return this.#synchronised
  }

  now(): number {
    return this.#slewed.serverAt(this.#clock.monotonicMs())
  }

  toLocal(serverMs: number): number {
    return this.#slewed.localAt(serverMs)
  }

  /** A new connection, perhaps to another node: old samples say nothing. `serverTimeMs` is at most one way old. */
  restart(serverTimeMs: number): void {
    this.#window.clear()
    if (!this.#synchronised) this.#slewed.set(this.#clock.monotonicMs(), serverTimeMs)
  }

  add(probe: ClockProbe): void {
    this.#window.add(toSample(probe))
    const localMs = this.#clock.monotonicMs()
    const line = this.#window.lineAt(localMs)
    if (!line) return
    const serverMs = localMs + line.offsetMs
    if (this.#synchronised) {
      this.#slewed.steer({ localMs, serverMs, drift: line.drift, isQuick: this.#window.size < firstSamples })
    } else this.#slewed.set(localMs, serverMs, line.drift)
    this.#synchronised = true
  }
}
