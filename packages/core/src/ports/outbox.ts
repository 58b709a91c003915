import type { MailId } from '../ids.ts'
import type { Letter, Posting } from '../mail/letter.ts'

export interface WaitingLetter {
  readonly letter: Letter
  /** Deliveries that were begun, this one included. */
  readonly attempts: number
}

/** Mail that is due, written in the transaction of its cause. A letter leaves it at least once. */
export interface Outbox {
  /** Keeps letters that nothing but their tokens goes with; of an address that has had its share, nothing (MAIL-4). */
  post(postings: readonly Posting[]): Promise<void>
  /** The longest waiting letters. Nobody else is given them for `leaseMs`. */
  claim(due: {
    readonly nowMs: number
    readonly leaseMs: number
    readonly limit: number
  }): Promise<readonly WaitingLetter[]>
  putOff(id: MailId, next: { readonly untilMs: number; readonly reason: string }): Promise<void>
  /** The end of a letter; its token leaves the outbox. */
  settle(
    id: MailId,
    end: { readonly state: 'sent' | 'dead'; readonly atMs: number; readonly reason: string | null },
  ): Promise<void>
  count(): Promise<{ readonly waiting: number; readonly dead: number }>
  forget(settled: { readonly sentBeforeMs: number; readonly deadBeforeMs: number }): Promise<void>
}
