import type { AnsweredFile } from '@tutti/protocol/rest'
import type { Answer } from './respond.ts'

const extensions = { 'audio/midi': '.mid' } as const

/** A file to keep, never to be shown: its name is told in two ways, for old and for new clients (RFC 6266). */
export function answerFile(type: keyof typeof extensions, { bytes, name }: AnsweredFile): Answer {
  const clean = `${name.replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ').trim() || 'recording'}${extensions[type]}`
  const plain = clean.replace(/[^\x20-\x7e]|[%;]/g, '_')
  const encoded = encodeURIComponent(clean.toWellFormed()).replace(
    /['()]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )
  const headers = {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
  }
  return { status: 200, text: null, bytes: new Uint8Array(bytes), headers }
}
