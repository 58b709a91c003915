import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import Negotiator from 'negotiator'

/** The better one first. */
const codings = ['br', 'gzip'] as const

export type Coding = (typeof codings)[number]

/** The coding that suits best whoever sends this header; undefined for none that we know. */
export function chooseCoding(acceptEncoding: string | null): Coding | undefined {
  if (acceptEncoding === null) return undefined
  const accepted = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings()
  return codings.find((coding) => accepted.includes(coding))
}

const packBrotli = promisify(brotliCompress)
const packGzip = promisify(gzip)

/** Works off the main thread. `brotliQuality` is 0 to 11: how much time to spend. */
export function pack(
  content: string | Uint8Array,
  coding: Coding,
  brotliQuality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (coding === 'gzip') return packGzip(content)
  return packBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
}
