import { extname } from 'node:path'

const utf8 = '; charset=utf-8'

const types: Readonly<Record<string, string>> = {
  '.html': `text/html${utf8}`,
  '.js': `text/javascript${utf8}`,
  '.mjs': `text/javascript${utf8}`,
  '.css': `text/css${utf8}`,
  '.json': `application/json${utf8}`,
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': `text/plain${utf8}`,
  '.md': `text/plain${utf8}`,
  '.map': `application/json${utf8}`,
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.mid': 'audio/midi',
}

const packed = ['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.txt', '.md', '.map', '.wasm']

/** What a file is, by the end of its name, and whether packing makes it smaller. */
export function mediaTypeOf(path: string): { readonly type: string; readonly packs: boolean } {
  const extension = extname(path).toLowerCase()
  return { type: types[extension] ?? 'application/octet-stream', packs: packed.includes(extension) }
}
