import { STATUS_CODES } from 'node:http'
import { blueprint, piano } from '@tutti/protocol/dialects'
import { securityHeaders } from '../rest/security-headers.ts'

/** What Node itself has to refuse, before there is a request that could be routed. */
const rawRefusals = {
  400: 'The request cannot be read.',
  405: 'This method is not allowed here.',
  408: 'The request took too long.',
  414: 'The address is too long.',
  431: 'The headers are too large.',
} as const

export type RawStatus = keyof typeof rawRefusals

/** A refusal as JSON: in the envelope of the dialect that the path belongs to, if there is a path. */
export function rawBody(status: RawStatus, path: string): string {
  const message = rawRefusals[status]
  const isPiano = piano.prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
  const said = { status, message, details: {}, issues: [], isEnglish: true }
  if (isPiano) return JSON.stringify(piano.refuse({ ...said, code: 'VALIDATION_ERROR' }))
  return JSON.stringify(blueprint.refuse({ ...said, code: status === 405 ? 10_006 : 10_001 }))
}

export const rawHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  ...securityHeaders(undefined),
  Connection: 'close',
} as const

/** A whole HTTP answer for a socket that has no response object. */
export function rawAnswer(status: RawStatus, path: string): string {
  const body = rawBody(status, path)
  const head = Object.entries({ ...rawHeaders, 'Content-Length': Buffer.byteLength(body) })
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head.map((pair) => pair.join(': '))]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** What cannot even become a request, for its address or its Host. @throws anything that is no such thing. */
export function refuseUnreadable(error: unknown): Response {
  if (!(error instanceof Error) || error.name !== 'RequestError') throw error
  return new Response(rawBody(400, ''), { status: 400, headers: rawHeaders })
}
