import type { Clock } from '../ports/clock.ts'
import type { Mail, Mailer } from '../ports/mailer.ts'
import type { Outbox, WaitingLetter } from '../ports/outbox.ts'
import type { Letter } from './letter.ts'

/** A server that hangs holds up this many letters, no more. */
export const lettersAtOnce = 4
/** Longer than a delivery may take: what was in somebody's hands when the process died is tried again after it. */
const leaseMs = 120_000
const firstRetryMs = 2_000
const longestRetryMs = 60 * 60_000
const mostAttempts = 30
/** Settled letters stay this long for the share of their address; given-up ones for whoever looks into it. */
const sentKeptMs = 24 * 60 * 60_000
const deadKeptMs = 30 * 24 * 60 * 60_000

export type Delivery =
  | { readonly outcome: 'sent'; readonly letter: Letter; readonly receipt: string }
  | { readonly outcome: 'put_off' | 'given_up'; readonly letter: Letter; readonly reason: string }

export interface DeliverMail {
  readonly outbox: Outbox
  readonly mailer: Mailer
  readonly clock: Clock
  readonly compose: (letter: Letter) => Mail
}

/** The other side will not take this letter, now or later. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
}

/** Delivers what is due, a few letters at once, and says what became of each; with none it has nothing to do. */
export async function deliverMail(needs: DeliverMail): Promise<readonly Delivery[]> {
  const { outbox, clock } = needs
  const now = Math.round(clock.now())
  const due = await outbox.claim({ nowMs: now, leaseMs, limit: lettersAtOnce })
  return Promise.all(due.map((waiting) => deliver(needs, waiting)))
}

/** Forgets settled letters whose time is over. */
export async function sweepOutbox({ outbox, clock }: Pick<DeliverMail, 'outbox' | 'clock'>): Promise<void> {
  const now = Math.round(clock.now())
  await outbox.forget({ sentBeforeMs: now - sentKeptMs, deadBeforeMs: now - deadKeptMs })
}

/** Doubles from two seconds to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs)
}

async function deliver(needs: DeliverMail, waiting: WaitingLetter): Promise<Delivery> {
  const { outbox, mailer, clock, compose } = needs
  const { letter } = waiting
  if (letter.expiresAtMs <= clock.now()) return giveUp(needs, letter, 'expired')
  try {
    const receipt = await mailer.send(compose(letter))
    await outbox.settle(letter.id, { state: 'sent', atMs: Math.round(clock.now()), reason: null })
    return { outcome: 'sent', letter, receipt }
  } catch (error) {
    return fail(needs, waiting, error)
  }
}

async function fail(needs: DeliverMail, { letter, attempts }: WaitingLetter, error: unknown): Promise<Delivery> {
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof MailRefused || attempts >= mostAttempts) return giveUp(needs, letter, reason)
  const untilMs = Math.round(needs.clock.now()) + retryDelayMs(attempts)
  await needs.outbox.putOff(letter.id, { untilMs, reason })
  return { outcome: 'put_off', letter, reason }
}

async function giveUp({ outbox, clock }: DeliverMail, letter: Letter, reason: string): Promise<Delivery> {
  await outbox.settle(letter.id, { state: 'dead', atMs: Math.round(clock.now()), reason })
  return { outcome: 'given_up', letter, reason }
}
