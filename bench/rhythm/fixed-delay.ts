import { DeviceClock, seededRandom, SimulatedLink, SimulatedTime } from '@tutti/testkit'
import { afterMs, beforeMs, devices, halfOf, isNoteOn, onsetsOf, type Line, type Way } from './way.ts'

const batchMs = 200
const targetMs = 1_000
const pingEveryMs = 20_000
const slewSteps = 50
const slewStepMs = 20
const serverEpochMs = 1_795_000_000_000

interface Batch {
  readonly sentMs: number
  readonly notes: { readonly index: number; readonly afterMs: number }[]
}

/**
 * The published way of Multiplayer Piano's clients: notes are sent in batches every 200 ms, stamped in whole milliseconds
 * by a clock that takes no account of the way there, and played a second later.
 */
export const fixedDelay: Way = {
  name: 'fixed',
  title: 'fixed 1,000 ms',
  play: async ({ events, line, seed }) => {
    const time = new SimulatedTime()
    const random = seededRandom(seed)
    const player = new Peer(time, { clock: new DeviceClock(time, devices.player), line, random })
    const listener = new Peer(time, { clock: new DeviceClock(time, devices.listener), line, random })
    const heardMs = new Map<number, number>()
    const hear = ({ sentMs, notes }: Batch): void => {
      const inMs = sentMs - listener.aheadMs + targetMs - listener.wallMs()
      for (const { index, afterMs } of notes) heardMs.set(index, time.nowMs + Math.max(0, inMs + afterMs))
    }
    let batch: Batch | undefined
    const flush = (): void => {
      const sent = batch
      batch = undefined
      if (sent) player.up.send(() => listener.down.send(() => hear(sent)))
      time.at(time.nowMs + batchMs, flush)
    }
    time.at(random() * batchMs, flush)
    for (const [index, { atMs }] of events.filter(isNoteOn).entries()) {
      time.at(beforeMs + atMs, () => {
        const nowMs = player.wallMs() + player.aheadMs
        batch ??= { sentMs: nowMs, notes: [] }
        batch.notes.push({ index, afterMs: nowMs - batch.sentMs })
      })
    }
    await time.runUntil(beforeMs + (events.at(-1)?.atMs ?? 0) + afterMs)
    return onsetsOf({ events, startMs: beforeMs, heardMs })
  },
}

interface PeerParts {
  readonly clock: DeviceClock
  readonly line: Line
  readonly random: () => number
}

/** Somebody at the end of a line, with a clock that follows the server's as it comes. */
class Peer {
  readonly up: SimulatedLink
  readonly down: SimulatedLink
  /** What the server's clock is thought to be ahead of this one's. */
  aheadMs = 0
  readonly #time: SimulatedTime
  readonly #clock: DeviceClock

  constructor(time: SimulatedTime, { clock, line, random }: PeerParts) {
    this.#time = time
    this.#clock = clock
    this.up = new SimulatedLink(time, halfOf(line), random)
    this.down = new SimulatedLink(time, halfOf(line), random)
    this.#ping()
  }

  wallMs(): number {
    return Math.floor(this.#clock.wallMs())
  }

  #ping(): void {
    this.up.send(() => {
      const serverMs = Math.floor(serverEpochMs + this.#time.nowMs)
      this.down.send(() => this.#slewTo(serverMs - this.wallMs()))
    })
    this.#time.at(this.#time.nowMs + pingEveryMs, () => this.#ping())
  }

  #slewTo(aheadMs: number): void {
    const stepMs = (aheadMs - this.aheadMs) / slewSteps
    for (let step = 1; step <= slewSteps; step += 1) {
      this.#time.at(this.#time.nowMs + step * slewStepMs, () => void (this.aheadMs += stepMs))
    }
  }
}
