import type { Address, Dialect, Place } from '@tutti/protocol/dialects'

export interface Placed {
  readonly method: string
  /** `/rooms/{room_id}`, without a prefix. */
  readonly path: string
  readonly status: 200 | 201 | 204
}

/** Where an operation lives in a dialect; null when the dialect does not have it. */
export function findPlace(dialect: Dialect, operationId: string): Placed | null {
  const places: Readonly<Record<string, Address | Place | undefined>> = dialect.places
  const place = places[operationId]
  if (place === undefined) return null
  const { place: address, status = 200 } = typeof place === 'string' ? { place } : place
  const [method = '', path = ''] = address.split(' ')
  return { method, path, status }
}
