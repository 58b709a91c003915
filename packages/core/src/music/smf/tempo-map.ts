export interface Leg {
  readonly tick: number
  readonly atMs: number
  readonly msPerTick: number
}

/** The stretches between changes of tempo, in order. `changes` are in order of their ticks. */
export function legsOf(
  changes: readonly { readonly tick: number; readonly microsPerQuarter: number }[],
  ticksPerQuarter: number,
): readonly Leg[] {
  let last: Leg = { tick: 0, atMs: 0, msPerTick: 500 / ticksPerQuarter }
  const legs = [last]
  for (const { tick, microsPerQuarter } of changes) {
    const atMs = last.atMs + (tick - last.tick) * last.msPerTick
    last = { tick, atMs, msPerTick: microsPerQuarter / 1000 / ticksPerQuarter }
    legs.push(last)
  }
  return legs
}

export function msAt(legs: readonly Leg[], tick: number): number {
  const leg = legs[lastIndex(legs, (candidate) => candidate.tick <= tick)]
  return leg ? leg.atMs + (tick - leg.tick) * leg.msPerTick : 0
}

/** The whole tick that is nearest to a time. */
export function tickAt(legs: readonly Leg[], atMs: number): number {
  const leg = legs[lastIndex(legs, (candidate) => candidate.atMs <= atMs)]
  return leg ? leg.tick + Math.round((atMs - leg.atMs) / leg.msPerTick) : 0
}

/** By bisection: a file may hold thousands of tempo changes. */
function lastIndex(legs: readonly Leg[], isBefore: (leg: Leg) => boolean): number {
  let [low, high] = [0, legs.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const leg = legs[middle]
    if (leg && isBefore(leg)) low = middle
    else high = middle - 1
  }
  return low
}
