import type { LooseAsk } from '../rest/http-request.ts'
import type { OperationName, SessionView } from '../rest/operation-types.ts'
import { type RestPlace, sendRequest } from '../rest/send-request.ts'
import type { LocalClock } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
import { type CurrentSession, toCurrentSession } from './current-session.ts'
import type { SessionKeeper } from './session-keeper.ts'
import { isTokenRefused, SessionRefresher } from './session-refresher.ts'

/** They make a session; asked without one, and a 401 says nothing about the session there is. */
const withoutSession: ReadonlySet<OperationName> = new Set(['register', 'logIn', 'enterAsGuest', 'refreshSession'])

interface Parts {
  readonly place: RestPlace
  readonly keeper: SessionKeeper
  readonly clock: LocalClock
}

/** Requests in the name of the session. Its token is refreshed before it expires, and once when it is refused. */
export class SessionCalls {
  readonly #place: RestPlace
  readonly #clock: LocalClock
  readonly #refresher: SessionRefresher

  constructor({ place, keeper, clock }: Parts) {
    this.#place = place
    this.#clock = clock
    this.#refresher = new SessionRefresher({ keeper, clock, open: (operation, ask) => this.open(operation, ask) })
  }

  /** @throws TuttiError */
  async call(operation: OperationName, ask: LooseAsk): Promise<unknown> {
    if (withoutSession.has(operation)) return this.#send(operation, ask, null)
    const session = await this.#refresher.fresh()
    try {
      return await this.#send(operation, ask, session)
    } catch (error) {
      if (!session || !isTokenRefused(error)) throw error
      const renewed = await this.#refresher.renew(session)
      if (!renewed) throw error
      return this.#send(operation, ask, renewed)
    }
  }

  /** A new session; it is not yet the current one. @throws TuttiError */
  async open(operation: 'logIn' | 'enterAsGuest' | 'refreshSession', ask: LooseAsk): Promise<CurrentSession> {
    return this.toSession((await this.#send(operation, ask, null)) as SessionView)
  }

  toSession(view: SessionView): CurrentSession {
    return toCurrentSession(view, this.#clock.wallMs())
  }

  /** Tells the server that a session is over, as far as it can be reached. It is not the current one any more. */
  async leave(session: CurrentSession): Promise<void> {
    try {
      const { token } = await this.#refresher.usable(session)
      await sendRequest(this.#place, { operation: 'logOut', ask: {}, token })
    } catch (error) {
      // Out of reach it stays until it expires; refused it is over already.
      if (!(error instanceof TuttiError)) throw error
    }
  }

  #send(operation: OperationName, ask: LooseAsk, session: CurrentSession | null): Promise<unknown> {
    return sendRequest(this.#place, { operation, ask, token: session?.token })
  }
}
