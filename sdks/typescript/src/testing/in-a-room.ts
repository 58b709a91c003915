import { type ClientOptions, type TuttiClient, createClient } from '../client.ts'
import type { RealtimeConnection } from '../realtime/connection-types.ts'
import type { RoomSession } from '../realtime/room-types.ts'
import { FakeServer } from './fake-server.ts'
import { VirtualTime, seededRandom } from './virtual-time.ts'

export interface Connected {
  readonly time: VirtualTime
  readonly server: FakeServer
  readonly client: TuttiClient
  readonly connection: RealtimeConnection
}

/** A guest whose connection is open. */
export async function connected(options: Partial<ClientOptions> = {}): Promise<Connected> {
  const time = new VirtualTime()
  const server = new FakeServer(time)
  let ids = 0
  const newId = () => `c${(ids += 1)}`
  const client = createClient({ ...server.options, random: seededRandom(7), newId, ...options })
  await client.enterAsGuest({ username: 'Ada' })
  const connection = client.connect()
  await time.pass(3_000)
  return { time, server, client, connection }
}

/** … and who is in a room with players 1 and 2. */
export async function inARoom(
  options: Partial<ClientOptions> = {},
  prepare: (server: FakeServer) => void = () => undefined,
): Promise<Connected & { readonly room: RoomSession }> {
  const there = await connected(options)
  prepare(there.server)
  const joining = there.connection.joinRoom({ roomId: 'room-1', password: 'sesame' })
  await there.time.pass(there.server.delays.up + there.server.delays.down)
  return { ...there, room: await joining }
}
