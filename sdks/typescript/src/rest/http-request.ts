import { type Place, type Address, piano, renameKeys, toSnakeCase } from '@tutti/protocol/dialects'
import type { OperationName } from './operation-types.ts'

/** What is asked, before it is put into the words of the dialect. */
export interface LooseAsk {
  readonly params?: object
  readonly query?: object
  readonly body?: object
}

export interface HttpRequest {
  readonly method: string
  /** From the prefix on, with the query. */
  readonly path: string
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
  readonly mediaType: string
}

/** The request for an operation: names in snake_case, `{room_id}` and the query filled in. */
export function toHttpRequest(operation: OperationName, { params = {}, query = {}, body }: LooseAsk): HttpRequest {
  const place: Address | Place = piano.places[operation]
  const [method = 'GET', template = '/'] = (typeof place === 'string' ? place : place.place).split(' ')
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(paramNamed(name, params)))
  const search = toSearch(query)
  const sent = method === 'GET' ? undefined : body
  return {
    method,
    path: `${piano.prefixes[0] ?? ''}${path}${search && `?${search}`}`,
    ...bodyOf(sent),
  }
}

/** A file goes as its bytes alone. */
function bodyOf(sent: object | undefined): Pick<HttpRequest, 'body' | 'mediaType'> {
  if (sent && 'file' in sent && sent.file instanceof Uint8Array) {
    return { body: new Uint8Array(sent.file), mediaType: 'audio/midi' }
  }
  const mediaType = 'application/json'
  return { body: sent === undefined ? undefined : JSON.stringify(renameKeys(sent, toSnakeCase)), mediaType }
}

function paramNamed(name: string, params: object): string {
  const found = Object.entries(params).find(([key]) => toSnakeCase(key) === name)
  return String(found?.[1] ?? '')
}

function toSearch(query: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    // The fields to sort by are spelled like all fields.
    const said = name === 'sort' ? toSnakeCase(String(value)) : value
    for (const each of Array.isArray(said) ? said : [said]) {
      if (each !== undefined) search.append(queryName(name), String(each))
    }
  }
  return search.toString()
}

function queryName(name: string): string {
  if (name === 'page' || name === 'perPage') return piano.paging[name]
  return toSnakeCase(name)
}
