import type { OffsetSample } from './offset-window.ts'

/** What the server's clock is ahead of the local one: `offsetMs` at `atMs`, and `drift` ms more with each ms after it. */
export interface ClockLine {
  readonly atMs: number
  readonly offsetMs: number
  readonly drift: number
}

/** Drift as it is usual; the fit wants reason to believe in more. */
const usualDrift = 1e-4
const mostDrift = 5e-4
/** A stamp is right to this, with no queue on the way. */
const noiseMs = 0.1
const driftStep = 1e-5
const drifts: readonly number[] = Array.from(
  { length: Math.round((2 * mostDrift) / driftStep) + 1 },
  (_, index) => index * driftStep - mostDrift,
)

/** One way of a sample, as the two clocks tell it: what it took and what the clocks differ by. */
interface Ways {
  /** Before the moment that is asked for, ms: 0 or negative. */
  readonly x: Float64Array
  readonly up: Float64Array
  readonly down: Float64Array
}

/**
 * The line through the least delayed samples. Queues only ever make a way longer, and not often both ways of one sample
 * are short: so the shortest way there and the shortest way back are looked for apart, each among all samples, for the
 * drift that explains the queues best (the likeliest one when they are exponential). A sample that is held up for long
 * counts for nothing, and few samples say nothing of the drift.
 */
export function fitLine(samples: readonly OffsetSample[], atMs: number): ClockLine | undefined {
  const [first] = samples
  if (!first) return undefined
  const { offsetMs: origin } = first
  const ways = toWays(samples, { atMs, origin })
  const queueMs = noiseMs + meanQueue(ways)
  const candidates = drifts.map((drift) => {
    const least = shortest(ways, drift)
    return {
      drift,
      offsetMs: (least.up - least.down) / 2,
      unlikeliness: unlikelinessOf(least, { drift, queueMs, ways }),
    }
  })
  const likeliest = Math.min(...candidates.map(({ unlikeliness }) => unlikeliness))
  let [total, offsetMs, drift] = [0, 0, 0]
  for (const candidate of candidates) {
    const weight = Math.exp(likeliest - candidate.unlikeliness)
    total += weight
    offsetMs += weight * candidate.offsetMs
    drift += weight * candidate.drift
  }
  return { atMs, offsetMs: origin + offsetMs / total, drift: drift / total }
}

function toWays(samples: readonly OffsetSample[], { atMs, origin }: { atMs: number; origin: number }): Ways {
  const x = new Float64Array(samples.length)
  const up = new Float64Array(samples.length)
  const down = new Float64Array(samples.length)
  for (const [index, { atMs: sampledMs, offsetMs, rttMs }] of samples.entries()) {
    x[index] = sampledMs - atMs
    up[index] = rttMs / 2 + (offsetMs - origin)
    down[index] = rttMs / 2 - (offsetMs - origin)
  }
  return { x, up, down }
}

/** The shortest ways at `x` 0, if the clocks drift apart like this. */
function shortest({ x, up, down }: Ways, drift: number): { readonly up: number; readonly down: number } {
  let [leastUp, leastDown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let index = 0; index < x.length; index += 1) {
    const drifted = drift * (x[index] ?? 0)
    leastUp = Math.min(leastUp, (up[index] ?? 0) - drifted)
    leastDown = Math.min(leastDown, (down[index] ?? 0) + drifted)
  }
  return { up: leastUp, down: leastDown }
}

/** Of one way, while no drift is known. */
function meanQueue(ways: Ways): number {
  const least = shortest(ways, 0)
  let sum = 0
  for (const [index, up] of ways.up.entries()) sum += up - least.up + (ways.down[index] ?? 0) - least.down
  return sum / (2 * ways.x.length)
}

/** How unlikely a drift is: minus the logarithm, without what is the same for every drift. */
function unlikelinessOf(
  least: { readonly up: number; readonly down: number },
  { drift, queueMs, ways }: { readonly drift: number; readonly queueMs: number; readonly ways: Ways },
): number {
  return (-ways.x.length * (least.up + least.down)) / queueMs + (drift / usualDrift) ** 2 / 2
}
