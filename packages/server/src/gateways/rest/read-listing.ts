import { sayField, type Dialect } from '@tutti/protocol/dialects'
import type { OperationShape } from '@tutti/protocol/rest'
import type { ReadFields } from './create-reader.ts'

type Read = (value: unknown) => ReadFields

/** What the dialect has its own ways for in the query of a collection: the fields to sort by, and the size of a page. */
export function createListingReader(dialect: Dialect, { lists }: OperationShape, read: Read): Read {
  if (!lists) return read
  const known = [...Object.keys(lists.fields), ...Object.keys(lists.also)]
  const names = new Map(known.map((name) => [sayField(dialect, name), name]))
  return (given) => {
    const { fields, ...rest } = read(given)
    const asked: Record<string, unknown> = { perPage: String(dialect.paging.usual), ...Object(fields) }
    const { sort } = asked
    return { ...rest, fields: typeof sort === 'string' ? { ...asked, sort: readSort(sort, names) } : asked }
  }
}

function readSort(sort: string, names: ReadonlyMap<string, string>): string {
  return sort
    .split(',')
    .map((part) => {
      const sign = part.startsWith('-') ? '-' : ''
      return sign + parseName(part.slice(sign.length), names)
    })
    .join(',')
}

/** One of our own names is not the dialect's: it gets a mark that no name has. */
function parseName(said: string, names: ReadonlyMap<string, string>): string {
  const isOurs = names.values().some((name) => name === said)
  return names.get(said) ?? (isOurs ? `?${said}` : said)
}
