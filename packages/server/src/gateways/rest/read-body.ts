import { Refusal } from '@tutti/core'
import { checkJson } from './check-json.ts'

const mostBytes = 100 * 1024

/**
 * The JSON of a request; without a body an empty object.
 * @throws Refusal `unsupported_media_type`, `body_too_large`, `malformed_body`.
 */
export async function readBody(request: Request): Promise<unknown> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  const bytes = announced > mostBytes ? null : await collect(request.body)
  if (bytes?.byteLength === 0) return {}
  checkMediaType(request.headers)
  if (!bytes) throw new Refusal('body_too_large', { issue: `Send at most ${mostBytes} bytes` })
  return parse(bytes)
}

/** Null when there is more than we take; the rest is left unread. @throws Refusal `malformed_body` when it breaks off. */
async function collect(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of body) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > mostBytes) return null
      chunks.push(chunk)
    }
  } catch (error) {
    throw new Refusal('malformed_body', {}, { cause: error })
  }
  return Buffer.concat(chunks)
}

function checkMediaType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  const isPlain = ['identity', null].includes(headers.get('content-encoding'))
  if (type.trim() !== 'application/json' || !isUtf8 || !isPlain) throw new Refusal('unsupported_media_type')
}

function parse(bytes: Uint8Array): unknown {
  try {
    // A byte order mark is kept, and then no JSON.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    checkJson(text)
    return value
  } catch (error) {
    throw new Refusal('malformed_body', {}, { cause: error })
  }
}
