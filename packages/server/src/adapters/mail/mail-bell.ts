import type { MailBell } from '@tutti/core'

export interface HeardMailBell extends MailBell {
  /** Resolves when it rings, at once when it has rung since the last time, and after `withinMs` anyway. */
  heard(withinMs: number): Promise<void>
}

/** A bell within this process, for one listener. */
export function createMailBell(): HeardMailBell {
  let hasRung = false
  let wake: (() => void) | undefined

  return {
    ring() {
      hasRung = true
      wake?.()
    },
    async heard(withinMs) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      hasRung = false
      wake = undefined
    },
  }
}
