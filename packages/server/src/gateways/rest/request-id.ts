import { randomBytes } from 'node:crypto'

const begins = randomBytes(9).toString('base64url')
let given = 0

/** The client's own id when it is harmless in a log, else a new one: this process's own beginning and a count. */
export function readRequestId(headers: Headers): string {
  const asked = headers.get('x-request-id')
  if (asked !== null && /^[A-Za-z0-9._:-]{1,64}$/.test(asked)) return asked
  given += 1
  return `${begins}.${given.toString(36)}`
}
