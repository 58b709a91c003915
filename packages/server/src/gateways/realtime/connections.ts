import type { SessionId, UserId } from '@tutti/core'
import type { Connection } from './connection.ts'

/** Whose connections: of a user, with or without those of one session, or of one session. */
export type Whose =
  | { readonly userId: UserId; readonly except?: SessionId | undefined }
  | { readonly sessionId: SessionId }

/** All connections that are not over, also of clients who are away; found without looking at the others. */
export class Connections implements Iterable<Connection> {
  readonly #all = new Set<Connection>()
  readonly #bySession = new Map<SessionId, Set<Connection>>()
  readonly #byUser = new Map<UserId, Set<Connection>>()
  readonly #byResumeToken = new Map<string, Connection>()

  get size(): number {
    return this.#all.size
  }

  /** Those whose client is there. */
  get linked(): number {
    return this.#all.values().reduce((count, { link }) => (link ? count + 1 : count), 0)
  }

  findByResumeToken(token: string): Connection | undefined {
    return this.#byResumeToken.get(token)
  }

  add(connection: Connection): void {
    this.#all.add(connection)
    this.#byResumeToken.set(connection.resumeToken, connection)
    addTo(this.#bySession, connection.sessionId, connection)
    addTo(this.#byUser, connection.user.id, connection)
  }

  delete(connection: Connection): void {
    this.#all.delete(connection)
    this.#byResumeToken.delete(connection.resumeToken)
    removeFrom(this.#bySession, connection.sessionId, connection)
    removeFrom(this.#byUser, connection.user.id, connection)
  }

  /** As they are now: those that are closed meanwhile stay in the answer. */
  of(whose: Whose): readonly Connection[] {
    if ('sessionId' in whose) return [...(this.#bySession.get(whose.sessionId) ?? [])]
    return [...(this.#byUser.get(whose.userId) ?? [])].filter(({ sessionId }) => sessionId !== whose.except)
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#all.values()
  }
}

function addTo<Key>(index: Map<Key, Set<Connection>>, key: Key, connection: Connection): void {
  const present = index.get(key)
  if (present) present.add(connection)
  else index.set(key, new Set([connection]))
}

function removeFrom<Key>(index: Map<Key, Set<Connection>>, key: Key, connection: Connection): void {
  const present = index.get(key)
  present?.delete(connection)
  if (present?.size === 0) index.delete(key)
}
