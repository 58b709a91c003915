import type { LooseAsk } from '../rest/http-request.ts'
import type { OperationName, SessionView } from '../rest/operation-types.ts'
import { type RestPlace, sendRequest } from '../rest/send-request.ts'
import type { LocalClock } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
import { type CurrentSession, toCurrentSession } from './current-session.ts'
import type { SessionKeeper } from './session-keeper.ts'

/** They make a session; asked without one, and a 401 says nothing about the session there is. */
const withoutSession: ReadonlySet<OperationName> = new Set(['register', 'logIn', 'enterAsGuest'])

interface Parts {
  readonly place: RestPlace
  readonly keeper: SessionKeeper
  readonly clock: LocalClock
}

/** Requests in the name of the session. When the server no longer knows it, it is dropped; a guest becomes a new one. */
export class SessionCalls {
  readonly #place: RestPlace
  readonly #keeper: SessionKeeper
  readonly #clock: LocalClock
  #renewal: Promise<CurrentSession | null> | null = null

  constructor({ place, keeper, clock }: Parts) {
    this.#place = place
    this.#keeper = keeper
    this.#clock = clock
  }

  /** @throws TuttiError */
  async call(operation: OperationName, ask: LooseAsk): Promise<unknown> {
    if (withoutSession.has(operation)) return this.#send(operation, ask, null)
    const session = this.#keeper.current
    try {
      return await this.#send(operation, ask, session)
    } catch (error) {
      if (!session || !(error instanceof TuttiError) || error.status !== 401) throw error
      const renewed = await this.#renew(session)
      if (!renewed) throw error
      return this.#send(operation, ask, renewed)
    }
  }

  /** A new session; it is not yet the current one. @throws TuttiError */
  async open(operation: 'logIn' | 'enterAsGuest', ask: LooseAsk): Promise<CurrentSession> {
    const answer = await this.#send(operation, ask, null)
    return toCurrentSession(answer as SessionView, this.#clock.wallMs())
  }

  #send(operation: OperationName, ask: LooseAsk, session: CurrentSession | null): Promise<unknown> {
    return sendRequest(this.#place, { operation, ask, token: session?.token })
  }

  /** The session to go on with. Requests that fail at the same time share one renewal. */
  async #renew(refused: CurrentSession): Promise<CurrentSession | null> {
    const { current } = this.#keeper
    if (current?.token !== refused.token) return current
    if (!refused.user.isGuest) {
      this.#keeper.replace(null)
      return null
    }
    this.#renewal ??= this.#becomeNewGuest(refused).finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  async #becomeNewGuest(old: CurrentSession): Promise<CurrentSession | null> {
    try {
      const session = await this.#askAsGuest(old.user.username)
      if (this.#keeper.current !== old) return this.#keeper.current
      this.#keeper.replace(session)
      return session
    } catch (error) {
      if (error instanceof TuttiError && error.retryable) throw error
      this.#keeper.replace(null)
      return null
    }
  }

  /** Somebody may have registered the name in the meantime. */
  async #askAsGuest(username: string): Promise<CurrentSession> {
    try {
      return await this.open('enterAsGuest', { body: { username } })
    } catch (error) {
      if (error instanceof TuttiError && error.field === 'username') return this.open('enterAsGuest', { body: {} })
      throw error
    }
  }
}
