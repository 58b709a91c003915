import type { LooseAsk } from '../rest/http-request.ts'
import type { LocalClock } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
import type { CurrentSession } from './current-session.ts'
import type { SessionKeeper } from './session-keeper.ts'

/** A token that expires within this time is refreshed before it is used. */
const refreshAheadMs = 60_000

interface Parts {
  readonly keeper: SessionKeeper
  readonly clock: LocalClock
  /** @throws TuttiError */
  readonly open: (operation: 'enterAsGuest' | 'refreshSession', ask: LooseAsk) => Promise<CurrentSession>
}

/** Whether the token of a request was of no use. A wrong password beside a good token is something else. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof TuttiError && error.tokenRefused
}

/** Whether the server does not take a refresh token. */
function isRefused(error: unknown): boolean {
  return error instanceof TuttiError && error.status === 401
}

/**
 * Keeps the session alive with its refresh token. When the server no longer knows the session, a guest becomes a new one
 * and a member is signed out. Whoever needs a new token at the same time gets the same one.
 */
export class SessionRefresher {
  readonly #parts: Parts
  #renewal: Promise<CurrentSession | null> | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The session with a token that lasts a while. Out of reach of the server it stays as it is. @throws TuttiError */
  async fresh(): Promise<CurrentSession | null> {
    const session = this.#parts.keeper.current
    if (!session || !this.#isStale(session)) return session
    try {
      return await this.renew(session)
    } catch (error) {
      if (session.expiresAtMs > this.#parts.clock.wallMs()) return session
      throw error
    }
  }

  /** The session to go on with after its token was refused; null when there is none. @throws TuttiError */
  async renew(refused: CurrentSession): Promise<CurrentSession | null> {
    const { current } = this.#parts.keeper
    if (current?.token !== refused.token) return current
    this.#renewal ??= this.#exchange(refused).finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  /** A session that is no longer the current one, with a token that works. @throws TuttiError */
  async usable(session: CurrentSession): Promise<CurrentSession> {
    return this.#isStale(session) ? this.#refresh(session) : session
  }

  async #exchange(old: CurrentSession): Promise<CurrentSession | null> {
    const { keeper } = this.#parts
    // Another tab with the same storage may have been faster: its pair is the newest.
    const stored = keeper.reload()
    if (stored?.token !== old.token) return stored
    try {
      return this.#take(old, await this.#refresh(old))
    } catch (error) {
      if (!isRefused(error)) throw error
      return old.user.isGuest ? this.#becomeNewGuest(old) : this.#take(old, null)
    }
  }

  #refresh({ refreshToken }: CurrentSession): Promise<CurrentSession> {
    return this.#parts.open('refreshSession', { body: { refreshToken } })
  }

  /** Kept at once: the old refresh token is spent. Unless somebody else is signed in by now. */
  #take(old: CurrentSession, next: CurrentSession | null): CurrentSession | null {
    const { keeper } = this.#parts
    if (keeper.current?.token !== old.token) return keeper.current
    keeper.replace(next)
    return next
  }

  async #becomeNewGuest(old: CurrentSession): Promise<CurrentSession | null> {
    try {
      return this.#take(old, await this.#askAsGuest(old.user.username))
    } catch (error) {
      if (error instanceof TuttiError && error.retryable) throw error
      return this.#take(old, null)
    }
  }

  /** Somebody may have registered the name in the meantime. */
  async #askAsGuest(username: string): Promise<CurrentSession> {
    const { open } = this.#parts
    try {
      return await open('enterAsGuest', { body: { username } })
    } catch (error) {
      if (error instanceof TuttiError && error.field === 'username') return open('enterAsGuest', { body: {} })
      throw error
    }
  }

  #isStale({ expiresAtMs }: CurrentSession): boolean {
    return expiresAtMs - this.#parts.clock.wallMs() < refreshAheadMs
  }
}
