import type { Cancel, LocalClock, Timers } from '../runtime.ts'

interface Parts<Event> {
  readonly clock: Pick<LocalClock, 'monotonicMs'>
  readonly timers: Timers
  readonly schedule: (atMs: number, event: Event) => void
}

interface Held<Event> {
  readonly owner: number
  readonly atMs: number
  readonly event: Event
}

/** What is due later than this is held here, where it can still be taken back. */
const aheadMs = 250

/** Hands events over a quarter of a second before they are due, in order of time. */
export class HandOver<Event> {
  readonly #parts: Parts<Event>
  #held: Held<Event>[] = []
  #cancel: Cancel | null = null

  constructor(parts: Parts<Event>) {
    this.#parts = parts
  }

  add(owner: number, atMs: number, event: Event): void {
    const nowMs = this.#parts.clock.monotonicMs()
    // A timer may be late; what was due before this one goes first.
    if (this.#held.length > 0) this.#release(nowMs)
    if (atMs - nowMs <= aheadMs) return this.#parts.schedule(atMs, event)
    let index = this.#held.length
    while (index > 0 && (this.#held[index - 1]?.atMs ?? 0) > atMs) index -= 1
    this.#held.splice(index, 0, { owner, atMs, event })
    if (index === 0) this.#wait(nowMs)
  }

  /** Takes back what is still held of one owner, or of all; returns whose it was. */
  takeBack(owner?: number): ReadonlySet<number> {
    const isMeant = (held: Held<Event>) => owner === undefined || held.owner === owner
    const owners = new Set(this.#held.filter(isMeant).map((held) => held.owner))
    this.#held = this.#held.filter((held) => !isMeant(held))
    this.#wait(this.#parts.clock.monotonicMs())
    return owners
  }

  #release(nowMs: number): void {
    const until = this.#held.findIndex(({ atMs }) => atMs - nowMs > aheadMs)
    const due = this.#held.splice(0, until < 0 ? this.#held.length : until)
    for (const { atMs, event } of due) this.#parts.schedule(atMs, event)
    this.#wait(nowMs)
  }

  #wait(nowMs: number): void {
    this.#cancel?.()
    const [next] = this.#held
    this.#cancel = next
      ? this.#parts.timers.after(Math.max(0, next.atMs - aheadMs - nowMs), () =>
          this.#release(this.#parts.clock.monotonicMs()),
        )
      : null
  }
}
