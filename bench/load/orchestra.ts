import { setTimeout as pause } from 'node:timers/promises'
import { openCrowd, type CrowdPlan, type Member } from './crowd.ts'
import { Ear } from './ear.ts'
import { writeTimestamp } from './midi-frames.ts'
import { mostAtOnce, Player } from './player.ts'

/** Everybody who plays, and what they hear. */
export class Orchestra implements AsyncDisposable {
  readonly ear: Ear
  readonly players: readonly Player[]
  /** Who hear what one plays. */
  readonly listeners: number
  readonly #audience: readonly Member[]
  readonly #bySlot: readonly (Player | undefined)[]
  readonly #timestamp = new Uint8Array(6)

  private constructor(members: readonly Member[], plan: CrowdPlan) {
    const players = members.filter(({ listens }) => !listens).map((member) => new Player(member))
    this.players = players
    this.#audience = members.filter(({ listens }) => listens)
    this.listeners = plan.playersPerRoom - 1 + (plan.listenersPerRoom ?? 0)
    this.ear = new Ear(plan.rooms)
    this.ear.listeners = this.listeners
    const bySlot: Player[] = []
    for (const player of players) bySlot[player.slot] = player
    this.#bySlot = bySlot
    for (const player of players) player.listen(this.ear)
    for (const member of this.#audience) member.raw.sink = this.ear.listener(member)
  }

  /** @throws Error when somebody is not let in. */
  static async gather(plan: CrowdPlan): Promise<Orchestra> {
    return new Orchestra(await openCrowd(plan), plan)
  }

  /** Everybody presses the keys that are lifted first, and is heard by the others. @throws Error when not within 10 s. */
  async prime(): Promise<void> {
    this.ear.primers = 0
    for (const player of this.players) player.prime()
    const expected = this.players.length * this.listeners
    const patience = AbortSignal.timeout(10_000)
    while (this.ear.primers < expected && !patience.aborted) await pause(20)
    if (this.ear.primers !== expected) throw new Error(`${this.ear.primers} of ${expected} first notes were heard`)
  }

  /**
   * Keeps `window` frames of each player under way for as long as `measured` runs: as soon as all listeners have one,
   * the next leaves, with whatever else is due by the end of the turn.
   */
  async playClosedLoop(window: number, measured: () => Promise<void>): Promise<void> {
    this.ear.forgetIncomplete()
    const due = new Uint16Array(this.#bySlot.length)
    let waiting: number[] = []
    const flush = (): void => {
      const slots = waiting
      waiting = []
      this.#now()
      for (const slot of slots) this.#playDue(slot, due, waiting)
      if (waiting.length > 0) setTimeout(flush, 1)
    }
    this.ear.onHeard = (slot) => {
      if (waiting.length === 0) setImmediate(flush)
      if (due[slot] === 0) waiting.push(slot)
      due[slot] = (due[slot] ?? 0) + 1
    }
    for (const { slot } of this.players) for (let frame = 0; frame < window; frame += 1) this.ear.onHeard(slot)
    await measured()
    this.ear.onHeard = undefined
    await this.#quiet()
  }

  /**
   * Plays at random times (Poisson), `framesPerSecond` in all, for as long as `measured` runs, heard or not. Returns
   * how many frames a blocked socket kept from being sent.
   */
  async playOpenLoop(framesPerSecond: number, measured: () => Promise<void>): Promise<{ readonly skipped: number }> {
    const meanMs = 1000 / framesPerSecond
    let nextMs = performance.now()
    let skipped = 0
    const tick = (): void => {
      const { nowMs } = this.#now()
      while (nextMs <= nowMs) {
        const player = this.players[Math.floor(Math.random() * this.players.length)]
        if (player?.ready) player.play(1, { ear: this.ear, timestamp: this.#timestamp, nowMs: performance.now() })
        else skipped += 1
        nextMs -= Math.log(1 - Math.random()) * meanMs
      }
      timer = setTimeout(tick, 1)
    }
    let timer = setTimeout(tick, 1)
    await measured()
    clearTimeout(timer)
    await this.#quiet()
    return { skipped }
  }

  /** @throws Error when a connection was lost. */
  checkConnections(): void {
    const everybody = [...this.players, ...this.#audience.map(({ raw }) => raw)]
    const lost = everybody.find(({ closedBy }) => closedBy !== undefined)
    if (lost) throw new Error(`A connection was lost: ${lost.closedBy}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([
      ...this.players.map((player) => player.leave()),
      ...this.#audience.map(({ raw }) => raw.close()),
    ])
  }

  #playDue(slot: number, due: Uint16Array, waiting: number[]): void {
    const player = this.#bySlot[slot]
    if (!player?.ready) {
      waiting.push(slot)
      return
    }
    const frames = due[slot] ?? 0
    const count = Math.min(frames, mostAtOnce)
    due[slot] = frames - count
    if (frames > count) waiting.push(slot)
    player.play(count, { ear: this.ear, timestamp: this.#timestamp, nowMs: performance.now() })
  }

  #now(): { readonly nowMs: number } {
    writeTimestamp(this.#timestamp, Date.now())
    return { nowMs: performance.now() }
  }

  /** Until nothing has come for a while. */
  async #quiet(): Promise<void> {
    for (let before = -1; before !== this.ear.deliveries;) {
      before = this.ear.deliveries
      await pause(300)
    }
  }
}
