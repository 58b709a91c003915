import type { Refusal } from '@tutti/core'
import { sayRefusal, type Dialect } from '@tutti/protocol/dialects'

export interface JsonResponse {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Nothing under a dialect may be kept by a cache: answers depend on who asks, and when. */
export function respond(dialect: Dialect, { status, body, headers = {} }: JsonResponse): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      Vary: 'Authorization, Origin',
      [dialect.version.header]: dialect.version.current,
      ...headers,
    },
  })
}

export function respondRefusal(dialect: Dialect, refusal: Refusal): Response {
  const { status, body } = sayRefusal(dialect, refusal)
  return respond(dialect, { status, body, headers: refusalHeaders(refusal, status) })
}

function refusalHeaders({ code, about }: Refusal, status: number): Record<string, string> {
  const headers: Record<string, string> = {}
  if (status === 401) headers['WWW-Authenticate'] = challengeFor(code)
  if (status === 426) headers['Upgrade'] = 'websocket'
  if (about.allow) headers['Allow'] = about.allow.join(', ')
  if (about.retryAfterMs !== undefined)
    headers['Retry-After'] = String(Math.max(1, Math.ceil(about.retryAfterMs / 1000)))
  return headers
}

function challengeFor(code: Refusal['code']): string {
  return code === 'invalid_token' ? 'Bearer realm="tutti", error="invalid_token"' : 'Bearer realm="tutti"'
}
