import { useCallback, useState } from 'react'
import type { FormFailure } from './form-failure.ts'
import { toFormFailure } from './form-failure.ts'

export interface Act {
  readonly isBusy: boolean
  readonly failure: FormFailure
  /** Runs it, and keeps what went wrong. True when nothing did. */
  readonly run: (job: () => Promise<unknown>) => Promise<boolean>
  readonly fail: (failure: FormFailure) => void
}

/** One thing to do at a time, for a form or a button. `fields` are those that can show what is wrong with them. */
export function useAct(...fields: readonly string[]): Act {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FormFailure>({})
  const named = fields.join(' ')
  const run = useCallback(
    async (job: () => Promise<unknown>) => {
      setBusy(true)
      setFailure({})
      try {
        await job()
        return true
      } catch (error) {
        setFailure(toFormFailure(error, named.split(' ')))
        return false
      } finally {
        setBusy(false)
      }
    },
    [named],
  )
  return { isBusy, failure, run, fail: setFailure }
}
