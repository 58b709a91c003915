import type { Address, Dialect, Place } from '@tutti/protocol/dialects'

export interface Placed {
  readonly method: string
  /** `/rooms/{room_id}`, without a prefix. */
  readonly path: string
  readonly status: 200 | 201 | 202 | 204
}

/** Where an operation lives in a dialect; null when the dialect does not have it. */
export function findPlace(dialect: Dialect, operationId: string): Placed | null {
  const places: Readonly<Record<string, Address | Place | undefined>> = dialect.places
  const place = places[operationId]
  if (place === undefined) return null
  const { place: address, status = 200 } = typeof place === 'string' ? { place } : place
  return parseAddress(address, status)
}

/** Every address of an operation in a dialect, the first one first. */
export function findPlaces(dialect: Dialect, operationId: string): readonly Placed[] {
  const places: Readonly<Record<string, Address | Place | undefined>> = dialect.places
  const first = findPlace(dialect, operationId)
  if (!first) return []
  const place = places[operationId]
  const also = typeof place === 'object' ? (place.also ?? []) : []
  return [first, ...also.map((address) => parseAddress(address, first.status))]
}

function parseAddress(address: Address, status: Placed['status']): Placed {
  const [method = '', path = ''] = address.split(' ')
  return { method, path, status }
}
