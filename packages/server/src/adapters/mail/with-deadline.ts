import type { Mailer } from '@tutti/core'

/** No delivery takes longer than this, whatever the other side does. */
export function withDeadline(mailer: Mailer, deadlineMs: number): Mailer {
  return {
    async send(mail) {
      const { promise: late, reject } = Promise.withResolvers<never>()
      const timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
      try {
        return await Promise.race([mailer.send(mail), late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
