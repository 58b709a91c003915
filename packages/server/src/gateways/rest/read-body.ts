import { Refusal } from '@tutti/core'
import type { OperationShape } from '@tutti/protocol/rest'
import { checkJson } from './check-json.ts'
import { parseMultipart, parseUrlencoded } from './parse-form.ts'
import { readMediaType, type MediaType } from './read-media-type.ts'

type Accepts = NonNullable<OperationShape['accepts']>

const jsonAlone: Accepts = { forms: ['json'], mostBytes: 100 * 1024 }

/** JSON beyond the usual size holds a few long strings; what is made of many small parts takes long to read. */
const mostJsonParts = 10_000

/**
 * The body of a request as an object of fields; without a body an empty one. The bytes of an image or of a MIDI file are its field `file`.
 * @throws Refusal `unsupported_media_type`, `body_too_large` (`file_too_large` where files are taken), `malformed_body`.
 */
export async function readBody(request: Request, accepts: Accepts = jsonAlone): Promise<unknown> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  const bytes = announced > accepts.mostBytes ? null : await collect(request, accepts.mostBytes)
  if (bytes?.byteLength === 0) return {}
  const type = readMediaType(request.headers, accepts.forms)
  if (!bytes) throw tooLarge(accepts)
  return parse(bytes, type)
}

/** Null when there is more than we take; the rest is left unread. @throws Refusal `malformed_body` when it breaks off. */
async function collect(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  try {
    // Node reads no more than what was announced: a stream, dear to make and to collect as garbage, is not needed then.
    if (request.headers.has('content-length')) return new Uint8Array(await request.arrayBuffer())
    return await collectUnannounced(request.body, mostBytes)
  } catch (error) {
    throw new Refusal('malformed_body', {}, { cause: error })
  }
}

async function collectUnannounced(
  body: ReadableStream<Uint8Array> | null,
  mostBytes: number,
): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function parse(bytes: Uint8Array, { kind, text }: MediaType): Promise<unknown> {
  if (kind === 'image' || kind === 'midi') return { file: bytes }
  try {
    if (kind === 'multipart') return await parseMultipart(bytes, text)
    // A byte order mark is kept, and then no JSON.
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return kind === 'urlencoded' ? parseUrlencoded(decoded) : parseJson(bytes, decoded)
  } catch (error) {
    throw new Refusal('malformed_body', {}, { cause: error })
  }
}

function parseJson(bytes: Uint8Array, text: string): unknown {
  if (bytes.byteLength > jsonAlone.mostBytes && countParts(bytes) > mostJsonParts) throw new SyntaxError('many parts')
  const value: unknown = JSON.parse(text)
  checkJson(text)
  return value
}

/** Quotes, commas and opening brackets. */
function countParts(bytes: Uint8Array): number {
  let parts = 0
  for (const byte of bytes) if (byte === 0x22 || byte === 0x2c || byte === 0x5b || byte === 0x7b) parts += 1
  return parts
}

function tooLarge({ forms, mostBytes }: Accepts): Refusal {
  if (forms.includes('image') || forms.includes('midi'))
    return new Refusal('file_too_large', { issue: 'FILE_TOO_LARGE' })
  return new Refusal('body_too_large', { issue: `Send at most ${mostBytes} bytes` })
}
