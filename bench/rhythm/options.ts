import { parseArgs } from 'node:util'
import { wholeNumber } from '../measure/numeric-option.ts'
import { fixedDelay } from './fixed-delay.ts'
import { onArrival } from './on-arrival.ts'
import { tuttiLive } from './tutti-live.ts'
import type { Line, Way } from './way.ts'

export const help = `npm run bench rhythm [-- options]

  --performances DIR   folder of .mid files to be played (the pieces of the web client)
  --delays a,b,…       ms from player to listener (0,20,80,150)
  --jitters a,b,…      ms that each half of the way takes longer at most (5,20,50)
  --stalls a,b,…       per cent of the time in which a half of the way stands still (0,1)
  --ways a,b,c         of tutti, fixed, arrival (all)
  --runs N             times that each is played, over links with other luck (2)
  --json FILE          writes every figure`

export interface RhythmOptions {
  readonly performances: string | undefined
  readonly lines: readonly Line[]
  readonly ways: readonly Way[]
  readonly runs: number
  readonly json: string | undefined
}

/** @throws RangeError or TypeError when an option cannot be understood. */
export function parseRhythmOptions(args: readonly string[]): RhythmOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      performances: text,
      delays: { ...text, default: '0,20,80,150' },
      jitters: { ...text, default: '5,20,50' },
      stalls: { ...text, default: '0,1' },
      ways: { ...text, default: 'tutti,fixed,arrival' },
      runs: { ...text, default: '2' },
      json: text,
    },
  })
  const delays = numbers('delays', values.delays)
  const jitters = numbers('jitters', values.jitters)
  const stalls = numbers('stalls', values.stalls)
  return {
    performances: values.performances,
    lines: stalls.flatMap((percent) =>
      delays.flatMap((delayMs) => jitters.map((jitterMs) => ({ delayMs, jitterMs, stallShare: percent / 100 }))),
    ),
    ways: chosenWays(values.ways),
    runs: wholeNumber('runs', values.runs),
    json: values.json,
  }
}

function numbers(name: string, list: string): number[] {
  return list.split(',').map((each) => wholeNumber(name, each, 0))
}

function chosenWays(names: string): Way[] {
  const known = [tuttiLive, fixedDelay, onArrival]
  return names.split(',').map((name) => {
    const way = known.find((each) => each.name === name)
    if (!way) throw new RangeError(`--ways knows ${known.map((each) => each.name).join(', ')}, not ${name}`)
    return way
  })
}
