import { type ClockLine, fitLine } from './fit-line.ts'

/** One question to the server's clock and its answer. Local times are those of the device's monotonic clock. */
export interface ClockProbe {
  readonly sentMs: number
  readonly serverReceivedMs: number
  readonly serverSentMs: number
  readonly receivedMs: number
}

export interface OffsetSample {
  /** Server minus local. Right to within half of `rttMs`. */
  readonly offsetMs: number
  readonly rttMs: number
  readonly atMs: number
}

/** Long enough to see how fast the two clocks drift apart. */
const windowMs = 180_000
const mostSamples = 96
const medianOf = 5

/** Quartz clocks drift apart by less than this. */
const mostDrift = 5e-4
const toleratedMs = 5

/** The formula of NTP (RFC 5905, section 8). */
export function toSample({ sentMs, serverReceivedMs, serverSentMs, receivedMs }: ClockProbe): OffsetSample {
  return {
    offsetMs: (serverReceivedMs - sentMs + (serverSentMs - receivedMs)) / 2,
    rttMs: Math.max(0, receivedMs - sentMs - (serverSentMs - serverReceivedMs)),
    atMs: receivedMs,
  }
}

/** The samples of the last three minutes, and what they say together. */
export class OffsetWindow {
  #samples: readonly OffsetSample[] = []

  /** The sample with the shortest way: it bounds the offset best, however lopsided the others. */
  get best(): OffsetSample | undefined {
    return this.#samples.reduce<OffsetSample | undefined>(
      (best, sample) => (best && best.rttMs < sample.rttMs ? best : sample),
      undefined,
    )
  }

  get size(): number {
    return this.#samples.length
  }

  /** Offset and drift of the server's clock as of this local moment; undefined before the first sample. */
  lineAt(localMs: number): ClockLine | undefined {
    return fitLine(this.#samples, localMs)
  }

  /** Of the newest round trips. */
  get medianRttMs(): number {
    return middleOf(this.#samples.slice(-medianOf).map(({ rttMs }) => rttMs))
  }

  /** How unevenly the round trips come: the middle one over the shortest. */
  get spreadMs(): number {
    return middleOf(this.#samples.map(({ rttMs }) => rttMs)) - (this.best?.rttMs ?? 0)
  }

  add(sample: OffsetSample): void {
    const { best } = this
    // Both bounds cannot be true: a clock was set, or this device slept. What was measured before is void.
    const kept = best && contradict(best, sample) ? [] : this.#samples
    this.#samples = [...kept.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample].slice(-mostSamples)
  }

  clear(): void {
    this.#samples = []
  }
}

function contradict(one: OffsetSample, other: OffsetSample): boolean {
  const driftedMs = Math.abs(one.atMs - other.atMs) * mostDrift
  const allowedMs = (one.rttMs + other.rttMs) / 2 + driftedMs + toleratedMs
  return Math.abs(one.offsetMs - other.offsetMs) > allowedMs
}

function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
