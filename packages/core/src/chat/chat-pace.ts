import type { UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'

interface Said {
  readonly atMs: number
  readonly clientMessageId: string | null
}

export interface Speaking {
  readonly userId: UserId
  /** The same one again is the same message, and waits for nothing. */
  readonly clientMessageId: string | null
  readonly waitMs: number
  readonly nowMs: number
}

const mostKept = 1_000

/** When each user of a room spoke last, so that slow mode holds on whatever connection and after a rejoin. */
export class ChatPace {
  readonly #last = new Map<UserId, Said>()

  /** Takes the turn. Returns how to give it back when nothing was said after all. @throws Refusal `slow_mode`. */
  take({ userId, clientMessageId, waitMs, nowMs }: Speaking): () => void {
    const before = this.#last.get(userId)
    const isRepeated = clientMessageId !== null && before?.clientMessageId === clientMessageId
    const restMs = before && !isRepeated ? before.atMs + waitMs - nowMs : 0
    if (restMs > 0) throw new Refusal('slow_mode', { retryAfterMs: Math.ceil(restMs) })
    if (isRepeated) return () => undefined
    if (this.#last.size >= mostKept) this.#forget(nowMs - waitMs)
    const own = { atMs: nowMs, clientMessageId }
    this.#last.set(userId, own)
    return () => {
      if (this.#last.get(userId) !== own) return
      if (before) this.#last.set(userId, before)
      else this.#last.delete(userId)
    }
  }

  #forget(beforeMs: number): void {
    for (const [user, { atMs }] of this.#last) if (atMs <= beforeMs) this.#last.delete(user)
  }
}
