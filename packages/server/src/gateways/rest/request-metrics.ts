import type { RefusalCode } from '@tutti/core'

/** A request that was answered. */
export interface Answered {
  /** `none` outside of the dialects. */
  readonly dialect: string
  /** A template such as `/rooms/{room_id}`; `unmatched` when there is none. */
  readonly route: string
  readonly method: string
  readonly status: number
  readonly durationMs: number
  readonly operation: string | undefined
  readonly refused: RefusalCode | undefined
}

/** Who counts requests. */
export interface RequestMetrics {
  answered(answered: Answered): void
}
