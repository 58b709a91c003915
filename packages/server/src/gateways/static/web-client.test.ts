import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createWebClient } from './web-client.ts'

const script = 'export const piano = 88\n'.repeat(50)

function aClient(): (path: string, headers?: Record<string, string>) => Promise<Response | null> {
  const parent = mkdtempSync(join(tmpdir(), 'tutti-web-'))
  const folder = join(parent, 'dist')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(parent, 'outside.txt'), 'not yours')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Tutti</title>')
  writeFileSync(join(folder, 'sw.js'), script)
  writeFileSync(join(folder, 'app.webmanifest'), '{}')
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), script)
  writeFileSync(join(folder, 'assets', 'A#3-1a2b.mp3'), new Uint8Array([0xff, 0xfb, 0x00]))
  writeFileSync(join(folder, 'assets', 'text-1a2b.woff2'), 'font')
  const client = createWebClient(folder)
  return (path, headers = {}) => client(new Request(`http://localhost${path}`, { headers }))
}

test.each(['/', '/r/abcdefghi', '/u/clara', '/verify', '/reset', '/settings', '/admin'])(
  '%s is the page of the client',
  async (path) => {
    const response = await aClient()(path, { Accept: 'text/html,*/*;q=0.8' })
    expect([response?.status, response?.headers.get('content-type'), response?.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
  },
)

test('[S-67] [S-122] the page may run nothing but its own scripts', async () => {
  const policy = (await aClient()('/'))?.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'; script-src 'self';/)
  expect(policy).toMatch(/frame-ancestors 'none'/)
  expect(policy).not.toMatch(/unsafe/)
})

test('[S-122] the service worker may fetch from here, and nothing else', async () => {
  const policy = (await aClient()('/sw.js'))?.headers.get('content-security-policy')
  expect(policy).toBe("default-src 'none'; connect-src 'self'")
})

test('a page that is not known is shown as not found', async () => {
  const response = await aClient()('/nope', { Accept: 'text/html' })
  expect([response?.status, await response?.text()]).toEqual([404, '<!doctype html><title>Tutti</title>'])
})

test('a program that asks for something unknown finds nothing', async () => {
  expect(await aClient()('/nope', { Accept: 'application/json' })).toBeNull()
})

test.each([
  ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8'],
  ['/assets/A%233-1a2b.mp3', 'audio/mpeg'],
  ['/assets/text-1a2b.woff2', 'font/woff2'],
])('%s is kept for good, as %s', async (path, type) => {
  const response = await aClient()(path)
  expect(response?.headers.get('content-type')).toBe(type)
  expect(response?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test.each([
  ['/sw.js', 'text/javascript; charset=utf-8'],
  ['/app.webmanifest', 'application/manifest+json'],
])('%s is asked for again each time', async (path, type) => {
  const response = await aClient()(path)
  expect([response?.headers.get('content-type'), response?.headers.get('cache-control')]).toEqual([type, 'no-cache'])
})

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('text travels as %s to whoever takes it', async (coding, unpack) => {
  const response = await aClient()('/assets/app-1a2b.js', { 'Accept-Encoding': `identity, ${coding}` })
  const bytes = new Uint8Array((await response?.arrayBuffer()) ?? [])
  expect(response?.headers.get('content-encoding')).toBe(coding)
  expect(response?.headers.get('content-length')).toBe(String(bytes.byteLength))
  expect(unpack(bytes).toString()).toBe(script)
})

test.each([{}, { 'Accept-Encoding': 'br;q=0' }])('text travels as it is to whoever does not: %j', async (headers) => {
  const response = await aClient()('/assets/app-1a2b.js', headers)
  expect([response?.headers.get('content-encoding'), await response?.text()]).toEqual([null, script])
})

test('recordings are not packed', async () => {
  const response = await aClient()('/assets/A%233-1a2b.mp3', { 'Accept-Encoding': 'gzip, br' })
  expect([response?.headers.get('content-encoding'), await response?.arrayBuffer()]).toEqual([
    null,
    new Uint8Array([0xff, 0xfb, 0x00]).buffer,
  ])
})

test('what the browser has is not sent again', async () => {
  const ask = aClient()
  const etag = (await ask('/sw.js'))?.headers.get('etag') ?? ''

  const response = await ask('/sw.js', { 'If-None-Match': `"other", W/${etag}` })

  expect([response?.status, await response?.text(), response?.headers.get('etag')]).toEqual([304, '', etag])
})

test.each([
  '/../outside.txt',
  '/assets/..%2f..%2foutside.txt',
  '/%2e%2e/outside.txt',
  '/..%5coutside.txt',
  '/assets/%252e%252e/outside.txt',
  '/sw.js%00',
  '/assets',
  '/%zz',
])('[S-70] %s leads nowhere', async (path) => {
  expect(await aClient()(path, { Accept: '*/*' })).toBeNull()
})
