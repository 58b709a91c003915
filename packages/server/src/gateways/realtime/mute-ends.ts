import type { RoomId } from '@tutti/core'
import type { RoomChannel } from './room-channel.ts'

/** What `setTimeout` can wait for. */
const longestWaitMs = 2 ** 31 - 1

interface Parts {
  readonly now: () => number
  readonly onEnd: (channel: RoomChannel) => void
}

/** Tells when a mute of somebody who is there is over. */
export class MuteEnds implements Disposable {
  readonly #parts: Parts
  readonly #timers = new Map<RoomId, NodeJS.Timeout>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** After anything about mutes, or who is there, changed. */
  watch(channel: RoomChannel): void {
    const { live } = channel
    this.forget(live.id)
    const nowMs = this.#parts.now()
    const endMs = live.nextMuteEndMs(nowMs)
    if (endMs === null) return
    const timer = setTimeout(() => this.#parts.onEnd(channel), Math.min(Math.ceil(endMs - nowMs), longestWaitMs))
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
}
