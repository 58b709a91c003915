import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { ActivityTally, forgetOld, LiveRooms, maintenanceNotice, sweepOutbox, type Clock } from '@tutti/core'
import { openAvatarFolder } from './adapters/avatars/avatar-folder.ts'
import { obscenityFilter } from './adapters/chat-filter/obscenity-filter.ts'
import { createSystemClock } from './adapters/clock.ts'
import { cacheStores } from './adapters/database/cache-stores.ts'
import { createStores } from './adapters/database/create-stores.ts'
import { openDatabase } from './adapters/database/open-database.ts'
import { ReadCache } from './adapters/database/read-cache.ts'
import { createDirectEvents } from './adapters/direct-events.ts'
import { randomIds } from './adapters/ids.ts'
import { createMemoryRateLimiter } from './adapters/limits/memory-rate-limiter.ts'
import { createMailBell } from './adapters/mail/mail-bell.ts'
import { createMailer } from './adapters/mail/create-mailer.ts'
import { startMailDelivery } from './adapters/mail/start-mail-delivery.ts'
import { createComposer } from './adapters/mail/templates/compose-mail.ts'
import { startPasswordHasher } from './adapters/passwords/argon2.ts'
import { startMidiWorks } from './adapters/midi/start-midi-works.ts'
import type { PasswordCost } from './adapters/passwords/jobs.ts'
import { createRoomEvents } from './adapters/room-events.ts'
import { recordingLimitsOf } from './recording-limits.ts'
import { createSessionEvents } from './adapters/session-events.ts'
import { createAccessTokens, longestTokenLifetimeMs } from './adapters/tokens/access-tokens.ts'
import { randomInviteCodes } from './adapters/tokens/invite-codes.ts'
import { createMailTokens } from './adapters/tokens/mail-tokens.ts'
import { rememberVerified } from './adapters/tokens/remember-verified.ts'
import { createSessionTokens } from './adapters/tokens/session-tokens.ts'
import { createSocketTickets } from './adapters/tokens/socket-tickets.ts'
import { createTokenKeys } from './adapters/tokens/token-keys.ts'
import { createAddressReader } from './addresses/client-address.ts'
import { budgetsOf } from './budgets.ts'
import { startChores } from './chores.ts'
import type { Config } from './config/load-config.ts'
import { loadSecrets } from './config/secrets.ts'
import { rotateSigningKeys } from './config/signing-keys.ts'
import { LiveHouseRules } from './house-rules.ts'
import { createHttpServer } from './gateways/http/create-http-server.ts'
import { refuseUnreadable } from './gateways/http/raw-answer.ts'
import { Lifecycle } from './gateways/http/lifecycle.ts'
import { Activity } from './gateways/realtime/activity.ts'
import { Realtime } from './gateways/realtime/realtime.ts'
import { createApp } from './gateways/rest/create-app.ts'
import { createProbes } from './probes.ts'
import type { Log } from './telemetry/log.ts'
import { Metrics } from './telemetry/metrics.ts'

export interface StartServer {
  readonly config: Config
  readonly log: Log
  /** The folder of the built web client; without it there is only the API. */
  readonly webClientDir?: string | undefined
  /** The machine's own unless said otherwise. */
  readonly clock?: Clock | undefined
  /** OWASP's minimum unless said otherwise. */
  readonly passwordCost?: PasswordCost | undefined
}

/** Everything is wired here and nowhere else. What was opened is closed in reverse, also when a later step throws. */
export async function startServer({ clock = createSystemClock(), ...start }: StartServer): Promise<Server> {
  await using owned = new AsyncDisposableStack()
  const { config, log } = start
  const adapters = await openAdapters({ ...start, clock }, owned)
  const lifecycle = new Lifecycle()
  const gateways = await openGateways({ ...start, clock, adapters, lifecycle }, owned)
  const { http, realtime } = gateways
  owned.adopt(http, close)
  owned.use(realtime)
  await realtime.start()
  await listen(http, config)
  const { ports, mailBell } = adapters
  const compose = createComposer({ mailTokens: ports.mailTokens, linkBase: gateways.linkBase })
  owned.use(startMailDelivery({ ...ports, mailer: createMailer(config), compose, bell: mailBell, log }))
  const drain = (): Promise<void> => lifecycle.drain(config.drainMs)
  return new Server(http, owned.move(), { rotateSigningKey: adapters.rotateSigningKey, drain })
}

type Start = StartServer & { readonly clock: Clock }
type Adapters = Awaited<ReturnType<typeof openAdapters>>

/** What reaches out: database, hashing, files, tokens. Behind the ports of core, and with the chores that keep them tidy. */
async function openAdapters({ config, log, clock, passwordCost }: Start, owned: AsyncDisposableStack) {
  const secrets = loadSecrets(config.dataDir, clock.now())
  const tokenKeys = createTokenKeys(secrets.signingKeys)
  const database = owned.use(await openDatabase({ url: config.databaseUrl, log }))
  const passwords = owned.use(startPasswordHasher(passwordCost))
  const midiWorks = owned.use(startMidiWorks())
  const avatarsDir = join(config.dataDir, 'avatars')
  const avatars = owned.use(await openAvatarFolder(avatarsDir))
  const ids = randomIds
  const mailBell = createMailBell()
  const budgets = budgetsOf(config, log)
  const ports = {
    ...cacheStores(createStores(database), new ReadCache({ database, now: () => performance.now() })),
    passwords,
    midiWorks,
    avatars,
    chatFilter: obscenityFilter,
    clock,
    ids,
    random: () => Math.random(),
    accessTokens: rememberVerified(createAccessTokens({ keys: tokenKeys, issuer: 'tutti', clock, ids }), clock),
    rateLimiter: createMemoryRateLimiter(clock),
    inviteCodes: randomInviteCodes,
    sessionTokens: createSessionTokens(secrets),
    mailTokens: createMailTokens(secrets),
    mailBell,
    rules: { requireVerifiedEmail: config.requireVerifiedEmail, requireApplicationId: config.requireApplicationId },
    sessionEvents: createSessionEvents((err) => log.error({ event: 'session_event_failed', err })),
    socketTickets: createSocketTickets({ masterSecret: secrets.masterSecret, clock, ids }),
    roomEvents: createRoomEvents((err) => log.error({ event: 'room_event_failed', err })),
    recordingLimits: recordingLimitsOf(config),
    directEvents: createDirectEvents((err) => log.error({ event: 'direct_event_failed', err })),
    limits: {
      maxUsersPerRoom: config.roomsMaxUsers,
      chatEditMs: config.chatEditMinutes * 60_000,
      loginFailures: budgets?.loginFailures,
      roomsOpened: budgets?.roomsOpened,
    },
  }
  const rotateSigningKey = (): void => {
    const nowMs = clock.now()
    tokenKeys.replace(rotateSigningKeys(config.dataDir, { nowMs, tokenLifetimeMs: longestTokenLifetimeMs }))
    log.info({ event: 'signing_key_rotated', kid: tokenKeys.current().kid })
  }
  const rotateWhenDue = (): void => {
    const lifetimeMs = config.signingKeyDays * 86_400_000
    if (lifetimeMs > 0 && clock.now() - tokenKeys.current().madeAtMs >= lifetimeMs) rotateSigningKey()
  }
  const keptFor = {
    chatDays: config.retentionChatDays,
    auditDays: config.retentionAuditDays,
    guestDays: config.retentionGuestDays,
  }
  const chores = [
    () => ports.sessions.removeExpired(clock.now()),
    () => sweepOutbox(ports),
    () => forgetOld(ports, keptFor),
    rotateWhenDue,
  ]
  owned.use(startChores(chores, (err) => log.error({ event: 'chore_failed', err })))
  await avatars.sweep((names) => ports.profiles.findUsedAvatars(names))
  return { ports, database, passwords, avatarsDir, mailBell, budgets, rotateSigningKey }
}

type StartGateways = Start & { readonly adapters: Adapters; readonly lifecycle: Lifecycle }

/** What lets the world in: sockets and HTTP, over the same rooms, rules and limits. */
async function openGateways(start: StartGateways, owned: AsyncDisposableStack) {
  const { config, log, clock, webClientDir, lifecycle, adapters } = start
  const { ports, database, avatarsDir, budgets } = adapters
  const startedAtMs = clock.now()
  const readAddress = createAddressReader(config.trustedProxies)
  const tally = new ActivityTally()
  const live = new LiveRooms()
  const houseRules = owned.use(
    await LiveHouseRules.start({
      ...ports,
      onMaintenance: (maintenance) => void realtime.announce(maintenanceNotice(ports, maintenance)),
      onFault: (err) => log.error({ event: 'house_rules_failed', err }),
    }),
  )
  const realtime = new Realtime({
    ports: { ...ports, houseRules, liveRooms: live },
    live,
    activity: owned.use(new Activity({ tally, ports, log })),
    log,
    publicUrl: config.publicUrl,
    roomsCloseAfterMs: config.roomsCloseAfterMs,
    silenceMs: config.socketsSilenceMs,
    resumeMs: config.socketsResumeMs,
    limits: budgets?.realtime,
    addressOf: (request) => readAddress(askedBy(request)),
    corsOrigins: config.corsOrigins,
    connectionsPerSecond: budgets && config.socketsPerSecond,
    badTickets: budgets?.badTickets,
    mostConnections: budgets?.mostConnections,
    lifecycle,
  })
  // The address is a question to the system; it does not change.
  let listensAt: string | undefined
  const linkBase = (): string => config.publicUrl ?? (listensAt ??= urlOf(http))
  const app = createApp({
    ...ports,
    houseRules,
    registration: config.registration,
    audience: audienceOf(realtime),
    startedAtMs,
    requestLimits: budgets?.requests,
    readAddress,
    corsOrigins: config.corsOrigins,
    opsToken: config.opsToken,
    unknownUserStatus: config.unknownUserStatus,
    probes: createProbes({ database, dataDir: config.dataDir }),
    metrics: owned.use(metricsOf(adapters, live, realtime)),
    lifecycle,
    liveRooms: live,
    roomPlayers: realtime.roomPlayers,
    presence: realtime,
    activity: tally,
    avatarsDir,
    publicUrl: config.publicUrl,
    linkBase,
    log,
    webClientDir,
  })
  const answer = getRequestListener(app.fetch, { errorHandler: refuseUnreadable })
  const http = createHttpServer({
    answer: (request, response) => void answer(request, response),
    upgrade: (request, socket, head) => void realtime.upgrade(request, socket, head),
    isDraining: () => lifecycle.isDraining,
  })
  return { http, realtime, linkBase }
}

function metricsOf({ ports, database, passwords }: Adapters, live: LiveRooms, realtime: Realtime): Metrics {
  return new Metrics({
    connections: () => realtime.connections,
    participants: () => live.participants,
    rooms: () => live.occupied.length,
    noteMessages: () => realtime.counted.noteMessages,
    chatMessages: () => realtime.counted.chatMessages,
    hashesWaiting: () => passwords.waiting,
    databaseWaiting: () => database.waiting,
    mailWaiting: async () => (await ports.outbox.count()).waiting,
  })
}

/** Everybody who is connected. */
function audienceOf(realtime: Realtime) {
  return {
    get size() {
      return realtime.connections
    },
    tell: (notice: Parameters<Realtime['announce']>[0]) => realtime.announce(notice),
  }
}

interface ServerControls {
  readonly rotateSigningKey: () => void
  readonly drain: () => Promise<void>
}

export class Server implements AsyncDisposable {
  /** Where it answers, for instance `http://localhost:8080`. */
  readonly url: string
  readonly port: number
  /** A new key signs tokens from here on; what the others signed is valid until it expires. @throws ConfigError. */
  readonly rotateSigningKey: () => void
  readonly #owned: AsyncDisposableStack
  readonly #drain: () => Promise<void>

  constructor(http: HttpServer, owned: AsyncDisposableStack, { rotateSigningKey, drain }: ServerControls) {
    this.port = addressOf(http).port
    this.url = urlOf(http)
    this.#owned = owned
    this.rotateSigningKey = rotateSigningKey
    this.#drain = drain
  }

  /** Nothing new begins from here on; what is under way is finished, everybody is told when to come back, then all is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#drain()
    await this.#owned.disposeAsync()
  }
}

function askedBy({ socket, headers }: IncomingMessage): Parameters<ReturnType<typeof createAddressReader>>[0] {
  const forwarded = headers['x-forwarded-for']
  return { peer: socket.remoteAddress, forwardedFor: Array.isArray(forwarded) ? forwarded.join(',') : forwarded }
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
  const force = setTimeout(() => http.closeAllConnections(), 6_000)
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
