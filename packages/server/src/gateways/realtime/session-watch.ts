import { findCaller, Refusal, type Clock, type SessionEnd, type SessionEvent, type SessionEvents } from '@tutti/core'
import type { SessionStore, UserStore } from '@tutti/core'
import { carryName } from './carry-name.ts'
import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Connections, Whose } from './connections.ts'

/** Every connection's session is looked at again after this long, whatever was announced or not. */
const recheckAfterMs = 30_000
const lookEveryMs = 1_000

type EndCode = typeof closeCodes.authEnded | typeof closeCodes.banned

interface Parts {
  readonly connections: Connections
  readonly ports: {
    readonly users: UserStore
    readonly sessions: SessionStore
    readonly sessionEvents: SessionEvents
    readonly clock: Clock
  }
  readonly onFault: (fault: unknown) => void
}

/** Closes the connections of sessions that are over: at once when told, and within half a minute when not. */
export class SessionWatch implements Disposable {
  readonly #parts: Parts
  readonly #subscription: Disposable
  readonly #timer: NodeJS.Timeout
  /** Grows with every announcement, so that a connection that was let in meanwhile is looked at again. */
  #revision = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#subscription = parts.ports.sessionEvents.subscribe((event) => this.#hear(event))
    this.#timer = setInterval(() => this.#look(), lookEveryMs)
    this.#timer.unref()
  }

  get revision(): number {
    return this.#revision
  }

  /** Looks at the session again and takes on what has changed about the user. Never throws. */
  async recheck(connection: Connection): Promise<void> {
    const { ports, onFault } = this.#parts
    connection.checkedAtMs = ports.clock.now()
    try {
      const { sessionId, user } = connection
      const caller = await findCaller(ports, { userId: user.id, sessionId })
      if (!caller) return connection.close(closeCodes.authEnded, 'The session has ended')
      // A guest's new name may be on its way to the store.
      const { username } = caller.user.kind === 'guest' ? connection.user : caller.user
      connection.user = { ...caller.user, username }
      carryName(connection)
    } catch (fault) {
      // Without a database nobody is thrown out: the next look decides.
      if (!(fault instanceof Refusal)) return onFault(fault)
      if (fault.code === 'suspended') connection.close(closeCodes.banned, 'Banned or suspended')
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    this.#subscription[Symbol.dispose]()
  }

  #hear(event: SessionEvent): void {
    if (event.type === 'session_ended') return this.#end({ sessionId: event.sessionId }, codeOf(event.cause))
    const { userId } = event
    if (event.type === 'all_sessions_ended') return this.#end({ userId, except: event.except }, codeOf(event.cause))
    this.#revision += 1
    for (const connection of this.#parts.connections.of({ userId })) void this.recheck(connection)
  }

  /** Closes connections for good: 4501 when their session is over, 4503 when their user is banned or suspended. */
  #end(whose: Whose, code: EndCode): void {
    this.#revision += 1
    const reason = code === closeCodes.banned ? 'Banned or suspended' : 'The session has ended'
    for (const connection of this.#parts.connections.of(whose)) connection.close(code, reason)
  }

  #look(): void {
    const { connections, ports } = this.#parts
    const dueMs = ports.clock.now() - recheckAfterMs
    for (const connection of connections) if (connection.checkedAtMs <= dueMs) void this.recheck(connection)
  }
}

function codeOf(cause: SessionEnd): EndCode {
  return cause === 'banned' ? closeCodes.banned : closeCodes.authEnded
}
