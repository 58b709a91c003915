import { useCallback, useState } from 'react'
import { useAnswer } from '../session/use-answer.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly page: number
  readonly perPage: number
  readonly total: number
}

export interface Pages<Item> {
  readonly items: readonly Item[] | undefined
  readonly page: number
  readonly lastPage: number
  readonly isLoading: boolean
  readonly error: unknown
  readonly turn: (page: number) => void
  readonly reload: () => void
}

/** A collection page by page; from the first again when `ask` is another function. */
export function usePages<Item>(ask: (page: number) => Promise<Page<Item>>): Pages<Item> {
  const [place, setPlace] = useState({ ask, page: 1 })
  const page = place.ask === ask ? place.page : 1
  const { value, error, isLoading, reload } = useAnswer(useCallback(() => ask(page), [ask, page]))
  const turn = useCallback((next: number) => setPlace({ ask, page: next }), [ask])
  const lastPage = value ? Math.max(1, Math.ceil(value.total / value.perPage)) : 1
  return { items: value?.items, page, lastPage, isLoading, error, turn, reload }
}
