import type { Notice } from '../moderation/notice.ts'

/** Everybody who is connected. */
export interface Audience {
  /** How many connections there are. */
  readonly size: number
  /** Tells all of them; returns how many there were. */
  tell(notice: Notice): number
}
