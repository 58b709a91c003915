import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawAvatar } from './default-avatar.ts'

/** What a picture's file may be called: nothing else becomes a path (S-70). */
const stored = /^[0-9a-f]{32}(?:-128)?\.webp$/

/** A name is never given to another picture, so browsers may keep what they have. Opened as a page it can do nothing. */
const headers = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const

/** `/avatars/{name}`: users' pictures, and the drawings of those who have none. Null is for nothing to be found. */
export function createAvatarFiles(folder: string): (name: string) => Promise<Response | null> {
  return async (name) => {
    const drawing = drawAvatar(name)
    if (drawing !== null) return answer('image/svg+xml', name, new TextEncoder().encode(drawing))
    if (!stored.test(name)) return null
    const bytes = await readFile(join(folder, name)).catch(nullIfAbsent)
    return bytes && answer('image/webp', name, new Uint8Array(bytes))
  }
}

/** @throws whatever keeps a file that is there from being read. */
function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function answer(type: string, name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  const extension = name.slice(name.lastIndexOf('.'))
  return new Response(bytes, {
    headers: {
      ...headers,
      'Content-Type': type,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `inline; filename="avatar${extension}"`,
    },
  })
}
