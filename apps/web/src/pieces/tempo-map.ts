import type { Score } from './score.ts'
import type { PlayedBar } from './unroll-score.ts'

/** How much a phrase breathes at its end. */
const breath = 0.06

/** From a place in the played score, in sixteenths, to its time. */
export function createTempoMap(score: Score, bars: readonly PlayedBar[]): (at: number) => number {
  const last = bars.at(-1)
  const end = last ? last.at + last.length : 0
  const sixteenthMs = 60_000 / score.quartersPerMinute / 4
  const timesMs = [0]
  for (let at = 0; at < end; at += 1) timesMs.push((timesMs.at(-1) ?? 0) + sixteenthMs / paceAt(score, bars, at, end))
  return (at) => {
    const whole = Math.min(Math.floor(at), end)
    const fromMs = timesMs[whole] ?? 0
    const toMs = timesMs[whole + 1] ?? fromMs + sixteenthMs
    return fromMs + (at - whole) * (toMs - fromMs)
  }
}

function paceAt(score: Score, bars: readonly PlayedBar[], at: number, end: number): number {
  const slowFrom = bars.at(-score.ritardando.bars)?.at ?? end
  const slowed = at <= slowFrom ? 0 : (at - slowFrom) / (end - slowFrom)
  const ritardando = 1 - (1 - score.ritardando.to) * slowed ** 1.5
  const phrase = score.phraseBars * score.barSixteenths
  const inPhrase = (at % phrase) / phrase
  const breathing = 1 + breath / 3 - breath * Math.max(0, (inPhrase - 0.75) * 4) ** 2
  return ritardando * breathing
}
