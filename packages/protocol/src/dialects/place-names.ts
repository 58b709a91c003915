import type { RequestPlace } from '@tutti/core'
import type { Dialect, Place } from './dialect.ts'
import { sayField } from './field-names.ts'

export type PlaceNames = NonNullable<Place['names']>

/** The names that fields of one part of a request have at a place, where they are not spelled as everywhere. */
export function namesAt(dialect: Dialect, place: Pick<Place, 'names'>, part: RequestPlace): PlaceNames {
  if (part !== 'query') return place.names ?? {}
  const { page, perPage, perPageToo } = dialect.paging
  return { ...place.names, page: [page], perPage: [perPage, ...perPageToo] }
}

/** What a field goes by in a dialect, the name that is told first; nothing when the dialect does not have it. */
export function namesOf(dialect: Dialect, name: string, names: PlaceNames = {}): readonly string[] {
  if (dialect.without.includes(name)) return names[name] ?? []
  const [root = '', bound] = name.split('[')
  return names[name] ?? [bound === undefined ? sayField(dialect, root) : `${sayField(dialect, root)}[${bound}`]
}
