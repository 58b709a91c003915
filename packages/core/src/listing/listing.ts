/** A time is milliseconds since the epoch. Null is a field without a value. */
export type FilterValue = string | number | boolean | null

/** `is` holds for any of several values, the others for one bound. */
export const comparisons = ['is', 'gte', 'gt', 'lte', 'lt'] as const
export type Comparison = (typeof comparisons)[number]

export interface Filter<Field extends string = string> {
  readonly field: Field
  readonly comparison: Comparison
  readonly values: readonly FilterValue[]
}

export interface Order<Field extends string = string> {
  readonly field: Field
  readonly descending: boolean
}

/** What begins like each of the words, wherever in these fields. No words find nothing. */
export interface Search<Field extends string = string> {
  readonly words: readonly string[]
  readonly fields: readonly Field[]
}

/** What is asked for of a collection, in which order. All filters must hold, and the search. */
export interface Listing<Field extends string = string> {
  readonly filters: readonly Filter<Field>[]
  /** What is equal in all of it, and everything when it is empty, comes in the collection's own order. */
  readonly sort: readonly Order<Field>[]
  readonly search?: Search<Field> | undefined
  /** From 1. */
  readonly page: number
  readonly perPage: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** How many there are on all pages. */
  readonly total: number
}

/** The beginning of a collection, in its own order. */
export function firstPage(perPage: number): Listing<never> {
  return { filters: [], sort: [], page: 1, perPage }
}
