/** No form here has more fields. */
const mostFields = 20
/** What stands before a part of a multipart body. */
const mostHeaderBytes = 4096

type Fields = Readonly<Record<string, string | Uint8Array>>

/** Files as bytes; what they are called and said to be is not looked at (S-84). @throws SyntaxError, TypeError. */
export async function parseMultipart(bytes: Uint8Array, contentType: string): Promise<Fields> {
  checkParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), boundaryOf(contentType))
  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': contentType } }).formData()
  const fields = [...form].map(async ([name, value]) => {
    return [name, typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer())] as const
  })
  return oneEach(await Promise.all(fields))
}

/** @throws SyntaxError. */
export function parseUrlencoded(text: string): Fields {
  if (count(text, '&') >= mostFields) throw new SyntaxError('too many fields')
  return oneEach([...new URLSearchParams(text)])
}

/** A field given twice is no field; one that nobody filled in is not there, as forms send those too. */
function oneEach(fields: readonly (readonly [string, string | Uint8Array])[]): Fields {
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw new SyntaxError('a field twice')
  return Object.fromEntries(fields.filter(([, value]) => value.length > 0))
}

function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70})(?=[\s;]|$))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw new SyntaxError('no boundary')
  return boundary
}

/** The platform's reader takes long over many parts or long headers: neither is let through to it (S-85). */
function checkParts(bytes: Buffer, boundary: string): void {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  let parts = 0
  for (let at = bytes.indexOf(delimiter); at !== -1; at = bytes.indexOf(delimiter, at + delimiter.length)) {
    parts += 1
    const after = at + delimiter.length
    const isLast = bytes.toString('latin1', after, after + 2) === '--'
    const headers = bytes.subarray(after, after + mostHeaderBytes)
    if (parts > mostFields || (!isLast && headers.indexOf('\r\n\r\n') === -1)) throw new SyntaxError('no such form')
  }
}

function count(text: string, letter: string): number {
  let found = 0
  for (let at = text.indexOf(letter); at !== -1 && found <= mostFields; at = text.indexOf(letter, at + 1)) found += 1
  return found
}
