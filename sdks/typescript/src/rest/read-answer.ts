import { renameKeys, toCamelCase } from '@tutti/protocol/dialects'
import type { Operations } from '@tutti/protocol/rest'
import { TuttiError } from '../tutti-error.ts'
import type { OperationName } from './operation-types.ts'

type Collections = {
  readonly [Id in OperationName as Operations[Id] extends { collection: string } ? Id : never]: Operations[Id] extends {
    collection: infer Name
  }
    ? Name
    : never
}

const collections: Collections = {
  listInvites: 'invites',
  listRoomRecordings: 'recordings',
  listOwnRecordings: 'recordings',
  listReports: 'reports',
  listAddressBans: 'bans',
  listAudit: 'entries',
  listUsers: 'users',
  listRooms: 'rooms',
  listRoomBans: 'bans',
  listSessions: 'sessions',
}

/** The data of an answer, its names in camelCase; a collection becomes `{ items, page, perPage, total }`. */
export function readAnswer(operation: OperationName, body: unknown, status: number): unknown {
  const data = isRecord(body) && body['success'] === true ? renameKeys(body['data'], toCamelCase) : undefined
  if (!isRecord(data)) throw notUnderstood(status)
  const collection = collectionOf(operation)
  if (collection === undefined) return data

  const { [collection]: items, pagination } = data
  if (!Array.isArray(items) || !isRecord(pagination)) throw notUnderstood(status)
  const { page, limit: perPage, total } = pagination
  return { items, page, perPage, total }
}

/** A file, and the name that the server gave to it. */
export async function readFile(response: Response): Promise<{ readonly bytes: Uint8Array; readonly name: string }> {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { bytes, name: encoded === undefined ? 'recording.mid' : decodeURIComponent(encoded) }
}

/** What the server said no with. `body` is undefined when it was no JSON. */
export function readRefusal(body: unknown, { status, headers }: Pick<Response, 'status' | 'headers'>): TuttiError {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {}
  const { code, message } = error
  const said = renameKeys(error['details'], toCamelCase)
  const details = isRecord(said) ? said : {}
  const { field, retryAfterMs } = details
  return new TuttiError({
    code: typeof code === 'string' ? code : 'unexpected_answer',
    message: typeof message === 'string' ? message : `The server answered ${status}.`,
    status,
    field: typeof field === 'string' ? toCamelCase(field) : undefined,
    retryable: status === 429 || status >= 500,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : retryAfterHeader(headers),
    tokenRefused: status === 401 && isTokenChallenge(headers),
    details,
  })
}

function collectionOf(operation: OperationName): string | undefined {
  return Object.entries(collections).find(([id]) => id === operation)?.[1]
}

/** RFC 6750: what it does not say this way is no fault of the token. */
function isTokenChallenge(headers: Headers): boolean {
  return headers.get('www-authenticate')?.includes('error="invalid_token"') === true
}

/** Its seconds; its dates are not read. */
function retryAfterHeader(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

function notUnderstood(status: number): TuttiError {
  return new TuttiError({ code: 'unexpected_answer', message: 'The answer is not what a Tutti server says.', status })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
