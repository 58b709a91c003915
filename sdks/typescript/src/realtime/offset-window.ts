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

const windowMs = 60_000
const mostSamples = 32
const medianOf = 5

/** Quartz clocks drift apart by less than this within the window. */
const toleratedDriftMs = 10

/** The formula of NTP (RFC 5905, section 8). */
export function toSample({ sentMs, serverReceivedMs, serverSentMs, receivedMs }: ClockProbe): OffsetSample {
  return {
    offsetMs: (serverReceivedMs - sentMs + (serverSentMs - receivedMs)) / 2,
    rttMs: Math.max(0, receivedMs - sentMs - (serverSentMs - serverReceivedMs)),
    atMs: receivedMs,
  }
}

/** The samples of the last minute. The one with the shortest way bounds the offset best, however lopsided the others. */
export class OffsetWindow {
  #samples: readonly OffsetSample[] = []

  get best(): OffsetSample | undefined {
    return this.#samples.reduce<OffsetSample | undefined>(
      (best, sample) => (best && best.rttMs < sample.rttMs ? best : sample),
      undefined,
    )
  }

  /** Of the newest round trips. */
  get medianRttMs(): number {
    const sorted = this.#samples
      .slice(-medianOf)
      .map(({ rttMs }) => rttMs)
      .toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
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
  const allowedMs = (one.rttMs + other.rttMs) / 2 + toleratedDriftMs
  return Math.abs(one.offsetMs - other.offsetMs) > allowedMs
}
