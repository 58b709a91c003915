import type { Address, Dialect, Place } from './dialect.ts'

/** One address of an operation in a dialect. */
export interface Placed extends Pick<Place, 'access' | 'names' | 'wants' | 'bare' | 'summary'> {
  readonly method: string
  /** `/rooms/{room_id}`, without a prefix. */
  readonly path: string
  readonly status: NonNullable<Place['status']>
}

/** Every address of an operation in a dialect, the first one first; none when the dialect does not have it. */
export function findPlaces(dialect: Dialect, operationId: string): readonly Placed[] {
  const places: Readonly<Record<string, Address | Place | undefined>> = dialect.places
  const found = places[operationId]
  if (found === undefined) return []
  const { place: first, also = [], status = 200, ...rest } = typeof found === 'string' ? { place: found } : found
  return [first, ...also].map((address) => {
    const [method = '', path = ''] = address.split(' ')
    return { ...rest, method, path, status }
  })
}
