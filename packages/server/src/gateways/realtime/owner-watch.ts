import type { LiveRoom, RoomId } from '@tutti/core'

/** For so long a guest's room waits for a guest whose connection was lost. */
export const ownerAwayMs = 15_000

interface Parts {
  readonly handOver: (live: LiveRoom) => Promise<void>
  readonly onFault: (fault: unknown) => void
}

/** Sees to it that a temporary room in which somebody is has an owner who is there, or an account. */
export class OwnerWatch implements Disposable {
  readonly #parts: Parts
  readonly #timers = new Map<RoomId, NodeJS.Timeout>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** After somebody came or went: hands the room over when its owner is away for longer than `waitMs`. */
  look(live: LiveRoom, waitMs: number): void {
    const { lifetime, ownerId } = live.room
    const isAway = lifetime === 'temporary' && !live.isEmpty && !live.isAttendedBy(ownerId)
    if (!isAway) return this.forget(live.id)
    if (waitMs === 0) return this.#handOver(live)
    if (this.#timers.has(live.id)) return
    const timer = setTimeout(() => this.#handOver(live), waitMs)
    timer.unref()
    this.#timers.set(live.id, timer)
  }

  forget(id: RoomId): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  [Symbol.dispose](): void {
    for (const id of this.#timers.keys()) this.forget(id)
  }

  #handOver(live: LiveRoom): void {
    this.forget(live.id)
    this.#parts.handOver(live).catch((fault: unknown) => this.#parts.onFault(fault))
  }
}
