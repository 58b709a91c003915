import { deliverMail, lettersAtOnce, type Delivery, type DeliverMail } from '@tutti/core'
import type { Log } from '../../telemetry/log.ts'
import type { HeardMailBell } from './mail-bell.ts'

export interface MailDelivery extends DeliverMail {
  readonly bell: HeardMailBell
  readonly log: Log
  /** It looks this often for letters that nobody rang for: those that were put off, and other nodes'. */
  readonly everyMs?: number
}

/** At the end, letters in somebody's hands are waited for this long; later they are tried again. */
const patienceMs = 2_000

/** Delivers mail until it is disposed of. */
export function startMailDelivery({ bell, log, everyMs = 1_000, ...needs }: MailDelivery): AsyncDisposable {
  const stop = new AbortController()

  const round = async (): Promise<boolean> => {
    const deliveries = await deliverMail(needs)
    for (const delivery of deliveries) report(log, delivery)
    return deliveries.length === lettersAtOnce
  }

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const hasMore = await round().catch((error: unknown) => {
        if (!stop.signal.aborted) log.error({ event: 'mail_delivery_failed', err: error })
        return false
      })
      if (!hasMore && !stop.signal.aborted) await bell.heard(everyMs)
    }
  }

  const running = run()
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      bell.ring()
      const { promise: tired, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, patienceMs)
      await Promise.race([running, tired])
      clearTimeout(timer)
    },
  }
}

/** Never whom it went to, never what it says. */
function report(log: Log, delivery: Delivery): void {
  const { id: mailId, kind } = delivery.letter
  if (delivery.outcome === 'sent') {
    log.info({ event: 'mail_sent', mailId, kind, where: delivery.receipt })
    return
  }
  // Mail servers like to repeat whom they refuse.
  const reason = delivery.reason.replace(/[^\s<>()]+@[^\s<>()]+/g, '[address]')
  if (delivery.outcome === 'put_off') log.warn({ event: 'mail_put_off', mailId, kind, reason })
  else log.error({ event: 'mail_given_up', mailId, kind, reason })
}
