import type { Refusal } from '@tutti/core'
import { newestVersion, sayRefusal, spellVersion, type Dialect, type Locate } from '@tutti/protocol/dialects'
import { chooseCoding, pack } from '../http/content-coding.ts'
import type { Exchange } from './exchange.ts'
import { english, pickLanguage, type Spoken } from './languages/speak.ts'
import { securityHeaders } from './security-headers.ts'

/** An answer that is not on its way yet. */
export interface Answer {
  readonly status: number
  /** JSON as text; null for no body. */
  readonly text: string | null
  /** In the place of text: a file; its type stands in `headers`. */
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  /** Whether its length must tell nothing about it. */
  readonly isSecret?: boolean
}

/** Smaller texts fit in one packet as they are. */
const leastCharacters = 1024
const brotliQuality = 4

interface Refused {
  readonly refusal: Refusal
  readonly spoken: Spoken
  readonly locate: Locate | undefined
}

/** The refusal in the words of a dialect, in the language that the client asks for. */
export function answerRefusal(dialect: Dialect, { refusal, spoken, locate }: Refused): Answer {
  const { status, body } = sayRefusal(dialect, refusal, { words: spoken.words, locate })
  const headers = { ...refusalHeaders(dialect, refusal, status), 'Content-Language': spoken.language }
  return { status, text: JSON.stringify(body), headers }
}

/**
 * Sends an answer with what every one carries (S-122). Nothing under a dialect may be kept by a cache: answers depend on
 * who asks, and when.
 */
export function createResponder({ version, answersAreEnglish }: Dialect, publicUrl: string | undefined): Respond {
  const always = {
    ...securityHeaders(publicUrl),
    'Cache-Control': 'no-store',
    Vary: `Authorization, Origin, Accept-Encoding, Accept-Language, ${version.header}`,
    [version.header]: spellVersion(version, newestVersion(version)),
  }
  const alwaysWithBody = { ...always, 'Content-Type': 'application/json; charset=utf-8' }
  return ({ request, requestId, version: served, headers: beside }, answer) => {
    const { status, text, bytes, headers, isSecret = false } = answer
    const begun = { ...(text === null ? always : alwaysWithBody), 'X-Request-Id': requestId }
    const all: Record<string, string> = Object.assign(begun, beside, headers)
    if (served !== undefined) all[version.header] = spellVersion(version, served)
    all['Content-Language'] ??= answersAreEnglish ? english : pickLanguage(request.headers.get('accept-language'))
    if (bytes) return new Response(bytes, { status, headers: all })
    if (text === null) return new Response(null, { status, headers: all })
    const mayPack = !isSecret && text.length >= leastCharacters
    const coding = mayPack ? chooseCoding(request.headers.get('accept-encoding')) : undefined
    if (coding === undefined) return new Response(text, { status, headers: all })
    all['Content-Encoding'] = coding
    return pack(text, coding, brotliQuality).then((packed) => new Response(packed, { status, headers: all }))
  }
}

export type Respond = (exchange: Exchange, answer: Answer) => Response | Promise<Response>

function refusalHeaders({ challenge }: Dialect, { code, about }: Refusal, status: number): Record<string, string> {
  const headers: Record<string, string> = {}
  if (status === 401) headers['WWW-Authenticate'] = code === 'invalid_token' ? challenge.invalid : challenge.absent
  if (status === 426) headers['Upgrade'] = 'websocket'
  if (about.allow) headers['Allow'] = about.allow.join(', ')
  const retryAfterMs = about.retryAfterMs ?? (status === 503 || status === 429 ? 1000 : undefined)
  if (retryAfterMs !== undefined) headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfterMs / 1000)))
  return headers
}
