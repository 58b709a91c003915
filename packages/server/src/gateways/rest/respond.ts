import type { Refusal } from '@tutti/core'
import { sayRefusal, type Dialect } from '@tutti/protocol/dialects'
import { chooseCoding, compress } from './compress.ts'
import type { Exchange } from './exchange.ts'
import { securityHeaders } from './security-headers.ts'

/** An answer that is not on its way yet. */
export interface Answer {
  readonly status: number
  /** JSON as text; null for no body. */
  readonly text: string | null
  /** In the place of text: a file; its type stands in `headers`. */
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

export interface JsonAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export function answerJson({ status, body, headers = {} }: JsonAnswer): Answer {
  return { status, text: JSON.stringify(body), headers }
}

/** The refusal in the words of a dialect. */
export function answerRefusal(dialect: Dialect, refusal: Refusal): Answer {
  const { status, body } = sayRefusal(dialect, refusal)
  return answerJson({ status, body, headers: refusalHeaders(refusal, status) })
}

/**
 * Sends an answer with what every one carries (S-122). Nothing under a dialect may be kept by a cache: answers depend on
 * who asks, and when. Where tokens are handed out nothing is compressed, since the length would tell about them (BREACH).
 */
export function createResponder({ version }: Dialect, publicUrl: string | undefined): Respond {
  const always = {
    ...securityHeaders(publicUrl),
    'Cache-Control': 'no-store',
    Vary: 'Authorization, Origin, Accept-Encoding',
    [version.header]: version.current,
  }
  return ({ request, requestId, route, headers: beside }, { status, text, bytes, headers }) => {
    const all: Record<string, string> = Object.assign({}, always, beside, headers)
    all['X-Request-Id'] = requestId
    if (bytes) return new Response(bytes, { status, headers: all })
    if (text === null) return new Response(null, { status, headers: all })
    all['Content-Type'] = 'application/json; charset=utf-8'
    const coding = isSecret(route) ? undefined : chooseCoding(text, request.headers.get('accept-encoding'))
    if (coding === undefined) return new Response(text, { status, headers: all })
    all['Content-Encoding'] = coding
    return compress(text, coding).then(({ bytes }) => new Response(bytes, { status, headers: all }))
  }
}

export type Respond = (exchange: Exchange, answer: Answer) => Response | Promise<Response>

function isSecret(route: string): boolean {
  return route.startsWith('/auth/') || route.startsWith('/websocket/')
}

function refusalHeaders({ code, about }: Refusal, status: number): Record<string, string> {
  const headers: Record<string, string> = {}
  if (status === 401) headers['WWW-Authenticate'] = challengeFor(code)
  if (status === 426) headers['Upgrade'] = 'websocket'
  if (about.allow) headers['Allow'] = about.allow.join(', ')
  const retryAfterMs = about.retryAfterMs ?? (status === 503 || status === 429 ? 1000 : undefined)
  if (retryAfterMs !== undefined) headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfterMs / 1000)))
  return headers
}

function challengeFor(code: Refusal['code']): string {
  return code === 'invalid_token' ? 'Bearer realm="tutti", error="invalid_token"' : 'Bearer realm="tutti"'
}
