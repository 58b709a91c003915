import type { IdSource } from '@tutti/core'

/** The client's own id when it is harmless in a log, else a new one. */
export function readRequestId(headers: Headers, ids: IdSource): string {
  const given = headers.get('x-request-id') ?? ''
  return /^[A-Za-z0-9._:-]{1,64}$/.test(given) ? given : ids.uuid()
}
