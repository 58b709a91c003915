import { seededRandom, SimulatedLink, SimulatedTime } from '@tutti/testkit'
import { afterMs, beforeMs, halfOf, isNoteOn, onsetsOf, type Way } from './way.ts'

/** Every note is sent at once and played when it comes. */
export const onArrival: Way = {
  name: 'arrival',
  title: 'on arrival',
  play: async ({ events, line, seed }) => {
    const time = new SimulatedTime()
    const up = new SimulatedLink(time, halfOf(line), seededRandom(seed))
    const down = new SimulatedLink(time, halfOf(line), seededRandom(seed + 1))
    const heardMs = new Map<number, number>()
    for (const [index, { atMs }] of events.filter(isNoteOn).entries()) {
      time.at(beforeMs + atMs, () => up.send(() => down.send(() => heardMs.set(index, time.nowMs))))
    }
    await time.runUntil(beforeMs + (events.at(-1)?.atMs ?? 0) + afterMs)
    return onsetsOf({ events, startMs: beforeMs, heardMs })
  },
}
