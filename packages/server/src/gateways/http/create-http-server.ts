import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { rawAnswer, rawBody, rawHeaders, type RawStatus } from './raw-answer.ts'

export interface HttpTimeouts {
  /** Until the headers are there (S-73). */
  readonly headersMs: number
  /** Until the whole request is there (S-74). */
  readonly requestMs: number
  /** Without a byte in either direction: a reader that does not read. */
  readonly silenceMs: number
  readonly keepAliveMs: number
}

export const standardTimeouts: HttpTimeouts = {
  headersMs: 8_000,
  requestMs: 28_000,
  silenceMs: 30_000,
  keepAliveMs: 72_000,
}

const mostHeaderBytes = 16_384
const mostHeaders = 100
const mostAddressBytes = 8_192

export interface HttpHandlers {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Whether connections end with their present answer. */
  readonly isDraining: () => boolean
}

/** An HTTP server in which everything a stranger can make it wait for, or hold, has an end. It does not listen yet. */
export function createHttpServer(handlers: HttpHandlers, timeouts = standardTimeouts): Server {
  const http = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.keepAliveMs,
      connectionsCheckingInterval: Math.min(1_000, timeouts.headersMs / 4),
      maxHeaderSize: mostHeaderBytes,
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    (request, response) => {
      const refused = refusedStatus(request)
      if (refused !== undefined) return refuse(request, response, refused)
      if (handlers.isDraining()) response.setHeader('Connection', 'close')
      handlers.answer(request, response)
    },
  )
  http.timeout = timeouts.silenceMs
  // One more than is allowed, so that a request with too many is seen to have them.
  http.maxHeadersCount = mostHeaders + 1
  http.on('upgrade', handlers.upgrade)
  http.on('connect', (_request: IncomingMessage, socket: Duplex) => hangUp(socket, 405, ''))
  http.on('clientError', answerBrokenRequest)
  return http
}

function refusedStatus({ url = '', rawHeaders: headers }: IncomingMessage): RawStatus | undefined {
  if (url.length > mostAddressBytes) return 414
  return headers.length > 2 * mostHeaders ? 431 : undefined
}

function refuse({ url = '' }: IncomingMessage, response: ServerResponse, status: RawStatus): void {
  const body = rawBody(status, url.split('?')[0] ?? '')
  response.writeHead(status, { ...rawHeaders, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

/** What Node's parser has refused: the socket is all there is. */
function answerBrokenRequest(error: BrokenRequest, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  hangUp(socket, statuses[error.code ?? ''] ?? 400, pathIn(error.rawPacket))
}

interface BrokenRequest extends Error {
  readonly code?: string
  /** The bytes that could not be read, not always from the start of the request. */
  readonly rawPacket?: Buffer
}

const statuses: Readonly<Record<string, RawStatus>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

function pathIn(packet: Buffer | undefined): string {
  return /^[A-Z]+ (\/[^\s?]*)/.exec(packet?.toString('latin1', 0, 1024) ?? '')?.[1] ?? ''
}

/** Says no and ends; a client that does not take it is cut off all the same. */
function hangUp(socket: Duplex, status: RawStatus, path: string): void {
  socket.on('error', () => socket.destroy())
  socket.end(rawAnswer(status, path), () => socket.destroy())
}
