import type { Address, Dialect, Place } from '@tutti/protocol/dialects'

export interface Placed extends Pick<Place, 'access' | 'names' | 'wants' | 'bare'> {
  readonly method: string
  /** `/rooms/{room_id}`, without a prefix. */
  readonly path: string
  readonly status: 200 | 201 | 202 | 204
}

/** Where an operation lives in a dialect; null when the dialect does not have it. */
export function findPlace(dialect: Dialect, operationId: string): Placed | null {
  return findPlaces(dialect, operationId)[0] ?? null
}

/** Every address of an operation in a dialect, the first one first. */
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
