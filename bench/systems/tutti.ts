import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePort, untilListening } from './child.ts'
import { enterAsGuest, logInNewMember, openRoom } from './tutti-api.ts'
import type { CrowdSize, Running, System } from './system.ts'

const program = fileURLToPath(new URL('./serve-tutti.ts', import.meta.url))

/** As `npm start` does. */
const asStarted = ['--max-semi-space-size=2']

const unlimited = { TUTTI_LIMITS: 'off', TUTTI_ROOMS_MAX_USERS: '500' }

/** The real server from its own entry, with a fresh database and everything on but the limits per address. */
export const tutti: System = {
  name: 'tutti',
  title: 'Tutti',
  start: (nodeOptions) => startTutti({ nodeOptions }),
}

export interface TuttiOptions {
  readonly nodeOptions?: readonly string[]
  /** Options of the server besides where it is. */
  readonly env?: Readonly<Record<string, string>>
}

export async function startTutti({ nodeOptions = [], env = unlimited }: TuttiOptions): Promise<Running> {
  await using owned = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-bench-'))
  owned.defer(() => rm(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const launch = (): Promise<Child> => launchServer({ nodeOptions, env, port, dataDir })
  let child = await launch()
  owned.defer(() => child[Symbol.asyncDispose]())
  const moved = owned.move()
  return {
    get child() {
      return child
    },
    port,
    entrance: async (crowd) => await admitCrowd(`http://127.0.0.1:${port}`, crowd),
    renew: async () => {
      await child[Symbol.asyncDispose]()
      child = await launch()
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

interface ServerLaunch extends Required<TuttiOptions> {
  readonly port: number
  readonly dataDir: string
}

/** @throws Error with what the server wrote, when it does not start. */
async function launchServer({ nodeOptions, env, port, dataDir }: ServerLaunch): Promise<Child> {
  const log = join(dataDir, 'output.log')
  await using output = await open(log, 'w')
  const child = new Child({
    command: [process.execPath, ...asStarted, ...nodeOptions, program],
    env: { ...placeOf(port, dataDir), ...env },
    side: 'server',
    output: output.fd,
    ipc: nodeOptions.length > 0,
  })
  try {
    await untilListening(child, port)
    return child
  } catch (cause) {
    await child[Symbol.asyncDispose]()
    throw new Error(`Tutti did not start:\n${await readFile(log, 'utf8')}`, { cause })
  }
}

function placeOf(port: number, dataDir: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    TUTTI_PORT: String(port),
    TUTTI_HOST: '127.0.0.1',
    TUTTI_DATA_DIR: dataDir,
  }
}

const atOnce = 8

async function admitCrowd(url: string, { rooms, players, placesPerRoom }: CrowdSize) {
  const roomIds = rooms > 0 ? await openRooms(url, rooms, placesPerRoom) : []
  const tokens: string[] = []
  while (tokens.length < players) {
    const next = Math.min(atOnce, players - tokens.length)
    tokens.push(...(await Promise.all(Array.from({ length: next }, () => enterAsGuest(url)))))
  }
  return { kind: 'tutti', tokens, roomIds } as const
}

async function openRooms(url: string, count: number, places?: number): Promise<string[]> {
  const owner = await logInNewMember(url)
  const roomIds: string[] = []
  while (roomIds.length < count) roomIds.push(await openRoom(url, owner, { name: `Room ${roomIds.length}`, places }))
  return roomIds
}
