import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createHttpServer, standardTimeouts } from './create-http-server.ts'

const quick = { headersMs: 120, requestMs: 200, silenceMs: 1_000, keepAliveMs: 1_000 }

async function startServer(timeouts = quick, isDraining = false) {
  const seen: string[] = []
  const http = createHttpServer(
    {
      answer: (request, response) => {
        seen.push(`${request.method} ${request.url}`)
        request.resume().on('end', () => response.end('ok'))
      },
      upgrade: (_request, socket) => void socket.destroy(),
      isDraining: () => isDraining,
    },
    timeouts,
  )
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    seen,
    open: () => connect(port, '127.0.0.1'),
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      http.close()
    },
  }
}

/** What comes back until the server hangs up. */
async function say(socket: Socket, bytes: string): Promise<string> {
  socket.write(bytes, 'latin1')
  return text(socket)
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))

test('[S-73] headers that do not end are cut off, and said so', async () => {
  await using server = await startServer()
  const answer = await say(server.open(), 'GET /api/rooms HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  expect([statusOf(answer), server.seen]).toEqual([408, []])
})

test('[S-73] [S-74] [S-104] the standard limits are within what is promised', () => {
  expect(standardTimeouts.headersMs + 1_000).toBeLessThan(10_000)
  expect(standardTimeouts.requestMs + 1_000).toBeLessThan(30_000)
})

test('[S-74] a body that does not end is cut off', async () => {
  await using server = await startServer()
  const answer = await say(server.open(), 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc')
  expect(statusOf(answer)).toBe(408)
})

test('[S-74] a connection on which nothing moves is cut off', async () => {
  await using server = await startServer({ ...quick, headersMs: 60_000, requestMs: 60_000, silenceMs: 100 })
  const socket = server.open()
  await once(socket, 'connect')
  await once(socket.resume(), 'close')
})

test.each([
  ['both lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde'],
  [
    'two encodings',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n',
  ],
  ['a bare line feed', 'GET / HTTP/1.1\nHost: a\n\n'],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: a\r\nX-One: a\r\n b\r\nTransfer-Encoding: x\r\n\r\n'],
  ['a space before the colon', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 4\r\n\r\nabcd'],
  ['no HTTP at all', 'EHLO example.com\r\n\r\n'],
])('[S-72] %s is refused and the connection ends', async (_name, bytes) => {
  await using server = await startServer()
  const answer = await say(server.open(), bytes)
  expect([statusOf(answer), server.seen]).toEqual([400, []])
  expect(answer).toMatch(/connection: close/i)
})

test('[S-77] headers beyond 16 KiB are 431', async () => {
  await using server = await startServer()
  const answer = await say(server.open(), `GET /api/rooms HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(64_000)}\r\n\r\n`)
  expect(statusOf(answer)).toBe(431)
})

test('[S-77] a thousand headers are 431', async () => {
  await using server = await startServer()
  const many = Array.from({ length: 1_000 }, (_, index) => `X${index}: 1\r\n`).join('')
  const answer = await say(server.open(), `GET /api/rooms HTTP/1.1\r\nHost: a\r\n${many}\r\n`)
  expect([statusOf(answer), server.seen]).toEqual([431, []])
})

test('[S-77] [P-023] a long address is 414, in the words of the dialect that it belongs to', async () => {
  await using server = await startServer()
  const long = 'x'.repeat(9_000)
  const api = await say(server.open(), `GET /api/${long} HTTP/1.1\r\nHost: a\r\n\r\n`)
  const other = await say(server.open(), `GET /${long} HTTP/1.1\r\nHost: a\r\n\r\n`)

  expect([statusOf(api), statusOf(other)]).toEqual([414, 414])
  expect(bodyOf(api)).toMatchObject({ success: false, error: { code: 'VALIDATION_ERROR', details: {} } })
  expect(bodyOf(other)).toMatchObject({ statusCode: 414, data: { code: 10_001 } })
})

test('[S-78] CONNECT is no way through', async () => {
  await using server = await startServer()
  const answer = await say(server.open(), 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')
  expect([statusOf(answer), server.seen]).toEqual([405, []])
})

test('[S-78] a thousand requests in one breath are all answered, in order', async () => {
  await using server = await startServer()
  const requests = Array.from({ length: 999 }, (_, index) => `GET /${index} HTTP/1.1\r\nHost: a\r\n\r\n`)
  const answer = await say(
    server.open(),
    `${requests.join('')}GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
  )
  expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1_000)
  expect(server.seen.at(-1)).toBe('GET /last')
})

test('[S-122] what Node itself refuses carries the same headers', async () => {
  await using server = await startServer()
  const answer = await say(server.open(), 'GET / HTTP/1.1\nHost: a\n\n')
  for (const header of ['X-Content-Type-Options: nosniff', 'Cache-Control: no-store', "default-src 'none'"]) {
    expect(answer).toContain(header)
  }
})

test('[R-19] while it drains, connections end with their answer', async () => {
  await using server = await startServer(quick, true)
  const answer = await say(server.open(), 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 200[^]*connection: close/i)
})
