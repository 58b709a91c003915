import type { SimulatedTime } from './simulated-time.ts'

export interface DeviceClockOptions {
  /** How much faster than true time its crystal runs, in millionths. */
  readonly skewPpm?: number
  /** What the wall clock shows when simulated time begins; epoch ms. */
  readonly epochMs?: number
  /** What the monotonic clock shows then. */
  readonly monotonicMs?: number
}

/** The clocks and timers of one device in simulated time, as wrong as devices are. */
export class DeviceClock {
  readonly #time: SimulatedTime
  readonly #rate: number
  readonly #monotonicMs: number
  #wallAheadMs: number
  #sleptMs = 0

  constructor(
    time: SimulatedTime,
    { skewPpm = 0, epochMs = 1_795_000_000_000, monotonicMs = 1_000 }: DeviceClockOptions,
  ) {
    this.#time = time
    this.#rate = 1 + skewPpm / 1e6
    this.#monotonicMs = monotonicMs
    this.#wallAheadMs = epochMs - monotonicMs
  }

  monotonicMs(): number {
    return this.#monotonicMs + this.#time.nowMs * this.#rate - this.#sleptMs
  }

  wallMs(): number {
    return this.#wallAheadMs + this.monotonicMs()
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#time.at(this.#time.nowMs + delayMs / this.#rate, run)
  }

  /** Somebody, or a time server, sets the wall clock. */
  stepWall(byMs: number): void {
    this.#wallAheadMs += byMs
  }

  /** The device was suspended for so long: its monotonic clock stood still meanwhile, its wall clock did not. */
  wakeAfter(sleptMs: number): void {
    this.#sleptMs += sleptMs
    this.#wallAheadMs += sleptMs
  }

  /** The true moment of one of its own. */
  toTrue(monotonicMs: number): number {
    return (monotonicMs - this.#monotonicMs + this.#sleptMs) / this.#rate
  }
}
