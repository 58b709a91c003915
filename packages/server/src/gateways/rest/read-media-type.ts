import { Refusal } from '@tutti/core'
import type { BodyForm } from '@tutti/protocol/rest'

export interface MediaType {
  readonly kind: 'json' | 'urlencoded' | 'multipart' | 'image' | 'midi'
  /** The whole header: a multipart body is read by the boundary in it. */
  readonly text: string
}

/** What the body says it is, when that may come here. @throws Refusal `unsupported_media_type`. */
export function readMediaType(headers: Headers, forms: readonly BodyForm[]): MediaType {
  const text = headers.get('content-type') ?? ''
  const [type = '', ...parameters] = text.toLowerCase().split(';')
  const kind = kindOf(type.trim())
  const isPlain = ['identity', null].includes(headers.get('content-encoding'))
  if (kind === null || !isPlain || !forms.includes(formOf(kind)) || !isUtf8(parameters)) {
    throw new Refusal('unsupported_media_type')
  }
  return { kind, text }
}

function kindOf(type: string): MediaType['kind'] | null {
  if (type === 'application/json') return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded'
  if (type === 'multipart/form-data') return 'multipart'
  if (/^audio\/(x-)?midi?$/.test(type)) return 'midi'
  return /^image\/[a-z0-9.+-]+$/.test(type) ? 'image' : null
}

function formOf(kind: MediaType['kind']): BodyForm {
  return kind === 'urlencoded' || kind === 'multipart' ? 'form' : kind
}

function isUtf8(parameters: readonly string[]): boolean {
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset)
}
