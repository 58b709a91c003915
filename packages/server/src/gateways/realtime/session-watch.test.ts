import { firstPage, openSession, type Caller, type SessionEvent, type SessionEvents } from '@tutti/core'
import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { SessionWatch } from './session-watch.ts'

function directEvents(): SessionEvents {
  const listeners: ((event: SessionEvent) => void)[] = []
  return {
    publish: (event) => listeners.forEach((listener) => listener(event)),
    subscribe: (listener) => {
      listeners.push(listener)
      return { [Symbol.dispose]: () => undefined }
    },
  }
}

/** Two users, one of them with two sessions, and what became of the connections. */
async function setUp() {
  const ports = { ...createTestPorts(), sessionEvents: directEvents() }
  const [ana, bela] = [anAccount({ username: 'ana' }), aGuest({ username: 'Bela' })]
  await ports.users.addAccount(ana, 'hash')
  await ports.users.addGuest(bela)
  const connections = new Connections()
  const faults: unknown[] = []
  const codes: (number | undefined)[] = []

  const connect = async (user: Caller['user']) => {
    await openSession(ports, user)
    const { items: sessions } = await ports.sessions.list({ ...firstPage(10), userId: user.id, nowMs: 0 })
    const sessionId = sessions.find(({ id }) => connections.of({ sessionId: id }).length === 0)?.id
    if (!sessionId) throw new Error('it has just been opened')
    const index = codes.push(undefined) - 1
    const connection = new Connection({
      id: `connection ${index}`,
      caller: { user, sessionId },
      resumeToken: `token ${index}`,
      link: { serve: () => undefined, close: () => undefined } as never,
      outbox: { shut: () => undefined, watch: () => undefined } as never,
      events: {
        onClosed: (closed: Connection, code: number) => {
          codes[index] = code
          connections.delete(closed)
        },
      } as never,
      now: () => ports.clock.now(),
      resumeMs: 0,
    })
    connections.add(connection)
    return connection
  }
  const made = [await connect(ana), await connect(ana), await connect(bela)] as const
  const watch = new SessionWatch({ connections, ports, onFault: (fault) => faults.push(fault) })
  return { ports, connections, made, codes, faults, watch, ana, bela }
}

test('[S-13] of a session that ends its connections are closed, and no others', async () => {
  const { ports, made, codes, connections, watch, ana } = await setUp()
  using _watch = watch

  ports.sessionEvents.publish({
    type: 'session_ended',
    userId: ana.id,
    sessionId: made[0].sessionId,
    cause: 'logged_out',
  })

  expect(codes).toEqual([4501, undefined, undefined])
  expect([...connections]).toEqual([made[1], made[2]])
})

test('[S-117] when all sessions end one may be excepted; who is banned is told so', async () => {
  const { ports, made, codes, watch, ana, bela } = await setUp()
  using _watch = watch

  const except = made[1].sessionId
  ports.sessionEvents.publish({ type: 'all_sessions_ended', userId: ana.id, except, cause: 'credentials_changed' })
  ports.sessionEvents.publish({ type: 'all_sessions_ended', userId: bela.id, cause: 'banned' })

  expect(codes).toEqual([4501, undefined, 4503])
})

test('what nobody announced is found when the session is looked at again', async () => {
  const { ports, made, codes, watch, ana } = await setUp()
  using _watch = watch
  await ports.sessions.end(made[0].sessionId, ana.id)

  for (const connection of made) await watch.recheck(connection)

  expect(codes).toEqual([4501, undefined, undefined])
})

test('[P-020] a connection takes on what has changed about its user', async () => {
  const { ports, made, watch, ana } = await setUp()
  using _watch = watch
  await ports.users.raiseGeneration(ana.id)
  await ports.sessions.endAllOf(ana.id, made[0].sessionId)

  await watch.recheck(made[0])

  expect(made[0].user.generation).toBe(1)
})

test("a guest's new name is not taken back", async () => {
  const { made, watch } = await setUp()
  using _watch = watch
  made[2].user = { ...made[2].user, username: 'Augusta' }

  await watch.recheck(made[2])

  expect(made[2].user.username).toBe('Augusta')
})

test('without a database nobody is thrown out', async () => {
  const { ports, made, codes, faults, connections } = await setUp()
  const away = new Error('away')
  const sessions = { ...ports.sessions, find: () => Promise.reject(away) }
  using watch = new SessionWatch({
    connections,
    ports: { ...ports, sessions },
    onFault: (fault) => faults.push(fault),
  })

  await watch.recheck(made[0])

  expect(codes).toEqual([undefined, undefined, undefined])
  expect(faults).toEqual([away])
})

test('who is let in while sessions end is looked at again', async () => {
  const { ports, watch, ana } = await setUp()
  using _watch = watch
  const { revision } = watch

  ports.sessionEvents.publish({ type: 'all_sessions_ended', userId: ana.id, cause: 'revoked' })

  expect(watch.revision).toBeGreaterThan(revision)
})
