import { useCallback, useEffect, useRef, useState } from 'react'

export interface Answered<Value> {
  /** Undefined until the first answer; that of before while it is asked again. */
  readonly value: Value | undefined
  /** Why the last attempt failed. */
  readonly error: unknown
  readonly isLoading: boolean
  readonly reload: () => void
}

interface State<Value> {
  readonly value?: Value
  readonly error?: unknown
  readonly isLoading: boolean
}

/** Asks on arrival and whenever `ask` is another function; the latest answer counts. */
export function useAnswer<Value>(ask: () => Promise<Value>): Answered<Value> {
  const [state, setState] = useState<State<Value>>({ isLoading: true })
  const latest = useRef(0)
  const reload = useCallback(() => {
    const round = (latest.current += 1)
    const isWanted = () => round === latest.current
    setState((before) => ({ ...before, isLoading: true }))
    ask().then(
      (value) => isWanted() && setState({ value, isLoading: false }),
      (error: unknown) => isWanted() && setState((before) => ({ ...before, error, isLoading: false })),
    )
  }, [ask])
  useEffect(() => {
    reload()
    return () => {
      latest.current += 1
    }
  }, [reload])
  return { value: state.value, error: state.error, isLoading: state.isLoading, reload }
}
