import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { LiveRooms } from '@tutti/core'
import { createSystemClock } from './adapters/clock.ts'
import { createStores } from './adapters/database/create-stores.ts'
import { openDatabase } from './adapters/database/open-database.ts'
import { randomIds } from './adapters/ids.ts'
import { startPasswordHasher } from './adapters/passwords/argon2.ts'
import { createRoomEvents } from './adapters/room-events.ts'
import { createAccessTokens } from './adapters/tokens/access-tokens.ts'
import { randomRefreshTokens } from './adapters/tokens/refresh-tokens.ts'
import { createSocketTickets } from './adapters/tokens/socket-tickets.ts'
import type { Config } from './config/load-config.ts'
import { loadSecrets } from './config/secrets.ts'
import { Realtime } from './gateways/realtime/realtime.ts'
import { createApp } from './gateways/rest/create-app.ts'
import type { Log } from './telemetry/log.ts'

export interface StartServer {
  readonly config: Config
  readonly log: Log
  /** The folder of the built web client; without it there is only the API. */
  readonly webClientDir?: string | undefined
}

/** Everything is wired here and nowhere else. What was opened is closed in reverse, also when a later step throws. */
export async function startServer({ config, log, webClientDir }: StartServer): Promise<Server> {
  await using owned = new AsyncDisposableStack()
  const secrets = loadSecrets(config.dataDir)
  const database = owned.use(await openDatabase({ url: config.databaseUrl, log }))
  const passwords = owned.use(startPasswordHasher())
  const clock = createSystemClock()
  const ids = randomIds
  const ports = {
    ...createStores(database),
    passwords,
    clock,
    ids,
    accessTokens: createAccessTokens({ signingKey: secrets.signingKey, issuer: 'tutti', clock, ids }),
    refreshTokens: randomRefreshTokens,
    socketTickets: createSocketTickets({ masterSecret: secrets.masterSecret, clock, ids }),
    roomEvents: createRoomEvents((err) => log.error({ event: 'room_event_failed', err })),
    limits: { maxUsersPerRoom: config.roomsMaxUsers },
  }
  const live = new LiveRooms()
  const realtime = new Realtime({
    ports,
    live,
    log,
    publicUrl: config.publicUrl,
    roomsCloseAfterMs: config.roomsCloseAfterMs,
    silenceMs: config.socketsSilenceMs,
  })
  const { publicUrl } = config
  const app = createApp({
    ...ports,
    liveRooms: live,
    publicUrl,
    linkBase: () => publicUrl ?? urlOf(http),
    log,
    webClientDir,
  })
  const http = owned.adopt(listenTo(app.fetch, realtime), close)
  owned.use(realtime)
  await realtime.start()
  await listen(http, config)
  return new Server(http, owned.move())
}

export class Server implements AsyncDisposable {
  /** Where it answers, for instance `http://localhost:8080`. */
  readonly url: string
  readonly port: number
  readonly #owned: AsyncDisposableStack

  constructor(http: HttpServer, owned: AsyncDisposableStack) {
    this.port = addressOf(http).port
    this.url = urlOf(http)
    this.#owned = owned
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned.disposeAsync()
  }
}

function listenTo(fetch: Parameters<typeof getRequestListener>[0], realtime: Realtime): HttpServer {
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 72_000, maxHeaderSize: 16_384 }
  const answer = getRequestListener(fetch)
  const http = createServer(
    { ...limits, shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
    (request, response) => void answer(request, response),
  )
  http.on('upgrade', (request, socket, head) => void realtime.upgrade(request, socket, head))
  return http
}

function listen(http: HttpServer, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(host === undefined ? { port } : { port, host }, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

async function close(http: HttpServer): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  http.closeIdleConnections()
  const force = setTimeout(() => http.closeAllConnections(), 2_000)
  await closed
  clearTimeout(force)
}

const everywhere = new Set(['::', '0.0.0.0', '127.0.0.1', '::1'])

function urlOf(http: HttpServer): string {
  const { port, address, family } = addressOf(http)
  const host = family === 'IPv6' ? `[${address}]` : address
  return `http://${everywhere.has(address) ? 'localhost' : host}:${port}`
}

function addressOf(http: HttpServer): AddressInfo {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on a port')
  return address
}
