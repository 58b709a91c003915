import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@tutti/core'
import { createLog, startServer, type Config, type Log } from '@tutti/server'

export interface TestServer extends AsyncDisposable {
  /** As the server does it when its key has grown old. */
  rotateSigningKey(): void
  readonly url: string
  readonly port: number
  readonly config: Config
}

/** Passwords are hashed thousands of times in the tests; the real cost has a test of its own. */
const passwordCost = { memoryCost: 64, timeCost: 1, parallelism: 1 }

export type StartTestServer = Partial<Config> & {
  readonly webClientDir?: string
  readonly clock?: Clock
  readonly log?: Log
}

/** The whole server on a free port of this machine, with a database in memory and a data folder of its own. */
export async function startTestServer(overrides: StartTestServer = {}): Promise<TestServer> {
  await using owned = new AsyncDisposableStack()
  const { webClientDir, clock, log: given, ...options } = overrides
  const dataDir = options.dataDir ?? (await temporaryFolder(owned))
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    publicUrl: undefined,
    databaseUrl: 'memory:',
    limits: 'off',
    limitsGeneral: 100,
    limitsBlueprint: 600,
    limitsAuth: 10,
    limitsGuest: 60,
    limitsUpload: 5,
    limitsBilling: 20,
    limitsLoginFailures: 20,
    limitsTickets: 60,
    limitsFrames: 200,
    limitsChat: 5,
    limitsJoins: 10,
    limitsRooms: 10,
    socketsPerSecond: 200,
    socketsPerUser: 10,
    socketsPerAddress: 50,
    trustedProxies: [],
    corsOrigins: [],
    opsToken: undefined,
    drainMs: 0,
    signingKeyDays: 90,
    smtpUrl: undefined,
    mailFrom: undefined,
    requireVerifiedEmail: false,
    requireApplicationId: true,
    unknownUserStatus: 400,
    registration: 'open',
    roomsMaxUsers: 50,
    chatEditMinutes: 15,
    roomsCloseAfterMs: 60_000,
    socketsSilenceMs: 60_000,
    // Who is cut off is gone at once; suites about coming back say otherwise.
    socketsResumeMs: 0,
    recordingsLongestMinutes: 180,
    recordingsMostMb: 16,
    recordingsPerUser: 50,
    recordingsTotalMb: 2_048,
    retentionChatDays: 0,
    retentionAuditDays: 400,
    retentionGuestDays: 30,
    logLevel: 'silent',
    logFormat: 'json',
    ...options,
  }
  const log = given ?? createLog({ level: config.logLevel, format: config.logFormat })
  const server = owned.use(await startServer({ config, log, webClientDir, clock, passwordCost }))
  const { url, port, rotateSigningKey } = server
  const rest = owned.move()
  return { url, port, config, rotateSigningKey, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function temporaryFolder(owned: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tutti-test-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}
