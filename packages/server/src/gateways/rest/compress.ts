import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import Negotiator from 'negotiator'

/** Smaller texts fit in one packet as they are. */
const leastCharacters = 1024

const pack = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => promisify(gzip)(text, { level: 6 }),
}

export interface Compressed {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly coding: keyof typeof pack
}

/** Undefined when the text stays as it is: it is small, or the client asks for no coding that we know. */
export function chooseCoding(text: string, acceptEncoding: string | null): Compressed['coding'] | undefined {
  if (acceptEncoding === null || text.length < leastCharacters) return undefined
  const accepted = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings()
  return (['br', 'gzip'] as const).find((coding) => accepted.includes(coding))
}

/** Works off the main thread. */
export async function compress(text: string, coding: Compressed['coding']): Promise<Compressed> {
  return { bytes: await pack[coding](text), coding }
}
