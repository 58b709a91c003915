import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from '@tutti/core'
import { piano, sayRefusal } from '@tutti/protocol/dialects'

/** Answers a request for an upgrade over plain HTTP, in the words of the Piano API, and hangs up. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const { status, body } = sayRefusal(piano, refusal)
  const json = JSON.stringify(body)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(json)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    ...(status === 401 ? ['WWW-Authenticate: Bearer realm="tutti"'] : []),
    ...(status === 429 || status === 503 ? [`Retry-After: ${retryAfterSeconds(refusal)}`] : []),
    'Connection: close',
  ]
  // Whoever does not close its own side is not waited for.
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${json}`)
}

function retryAfterSeconds({ about: { retryAfterMs = 1000 } }: Refusal): number {
  return Math.max(1, Math.ceil(retryAfterMs / 1000))
}
