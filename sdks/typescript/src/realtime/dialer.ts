import type { ServerMessage, Welcome, Wire } from '@tutti/protocol/realtime'
import type { TicketView } from '../rest/operation-types.ts'
import type { Cancel, Runtime } from '../runtime.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import { Backoff } from './backoff.ts'
import { closeCodes, finalReason } from './close-codes.ts'
import type { ClosedReason, ConnectionState } from './connection-types.ts'
import { Link } from './link.ts'
import type { Hears } from './wire.ts'

const welcomeWithinMs = 10_000
/** A link that lived this long was no failure. */
const stableAfterMs = 5_000

export interface DialerHears extends Hears {
  onState(state: ConnectionState): void
  onOpen(link: Link, welcome: Welcome): void
  /** An open link is gone; another may follow. */
  onDropped(): void
  onError(error: TuttiError): void
}

export interface DialerParts {
  readonly wire: Wire
  readonly runtime: Runtime
  /** @throws TuttiError */
  readonly openTicket: () => Promise<TicketView>
  /** While another session may take the place of ours, its end is not the connection's. */
  readonly isAuthChanging: () => boolean
  readonly hears: DialerHears
}

/** Makes the connection, and makes it again whenever it is lost, until it is closed for good. */
export class Dialer {
  readonly #parts: DialerParts
  readonly #backoff: Backoff
  #state: ConnectionState = { status: 'connecting' }
  #link: Link | null = null
  #openedAtMs = 0
  /** Set by a server that is about to stop: the monotonic moment from which it may be called again. */
  #callAgainAtMs: number | null = null
  #cancelTimer: Cancel = () => undefined
  #attempt = 0

  constructor(parts: DialerParts) {
    this.#parts = parts
    this.#backoff = new Backoff(parts.runtime.random)
  }

  get state(): ConnectionState {
    return this.#state
  }

  start(): void {
    void this.#dial()
  }

  /** The link does not answer any more. */
  abandon(): void {
    if (this.#state.status !== 'open') return
    this.#cut(closeCodes.heartbeat)
    this.#lost()
  }

  /** Whatever link there is was made in the name of a session that has ended. */
  dialAgain(): void {
    const { status } = this.#state
    if (status === 'closed') return
    this.#cut(closeCodes.bye)
    if (status === 'open') this.#lost()
    else this.#retry()
  }

  close(reason: ClosedReason, code: number = closeCodes.bye): void {
    if (this.#state.status === 'closed') return
    const wasOpen = this.#state.status === 'open'
    this.#cut(closeCodes.bye)
    if (wasOpen) this.#parts.hears.onDropped()
    this.#become({ status: 'closed', reason, code })
  }

  async #dial(): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    try {
      const { url } = await this.#parts.openTicket()
      if (attempt === this.#attempt) this.#open(url)
    } catch (thrown) {
      if (attempt === this.#attempt) this.#refused(toTuttiError(thrown))
    }
  }

  #open(url: string): void {
    const { wire, runtime, hears } = this.#parts
    this.#link = new Link({
      url,
      wire,
      openSocket: runtime.openSocket,
      hears: {
        onMidi: (midi) => {
          if (this.#state.status === 'open') hears.onMidi(midi)
        },
        onMessage: (message) => this.#hear(message),
        onUnreadable: (error) => hears.onError(unreadable(error)),
        onClosed: (code) => this.#closedByServer(code),
      },
    })
    this.#cancelTimer = runtime.timers.after(welcomeWithinMs, () => {
      this.#cut(closeCodes.heartbeat)
      this.#retry()
    })
  }

  #hear(message: ServerMessage): void {
    const { message: member } = message
    if (member.case === 'reconnect') {
      this.#callAgainAtMs = this.#parts.runtime.clock.monotonicMs() + member.value.inMs
      return
    }
    if (this.#state.status === 'open') return this.#parts.hears.onMessage(message)
    if (member.case !== 'welcome' || !this.#link) return
    this.#cancelTimer()
    this.#openedAtMs = this.#parts.runtime.clock.monotonicMs()
    this.#callAgainAtMs = null
    this.#become({ status: 'open' })
    this.#parts.hears.onOpen(this.#link, member.value)
  }

  #closedByServer(code: number): void {
    this.#cancelTimer()
    this.#link = null
    const reason = finalReason(code)
    const isReplaced = reason === 'auth_ended' && this.#parts.isAuthChanging()
    if (reason && !isReplaced) return this.close(reason, code)
    if (this.#state.status === 'open') return this.#lost()
    this.#retry()
  }

  #lost(): void {
    const { runtime, hears } = this.#parts
    if (runtime.clock.monotonicMs() - this.#openedAtMs >= stableAfterMs) this.#backoff.reset()
    this.#retry()
    hears.onDropped()
  }

  /** No ticket, or a socket that cannot even be made. */
  #refused(error: TuttiError): void {
    this.#parts.hears.onError(error)
    if (error.retryable) return this.#retry(error.retryAfterMs)
    this.close(error.status === 401 ? 'not_authenticated' : 'refused', error.status ?? 0)
  }

  #retry(atLeastMs = 0): void {
    const { clock, timers } = this.#parts.runtime
    const jitteredMs = this.#backoff.nextMs()
    const askedMs = this.#callAgainAtMs === null ? jitteredMs : Math.max(0, this.#callAgainAtMs - clock.monotonicMs())
    this.#callAgainAtMs = null
    const delayMs = Math.max(askedMs, atLeastMs)
    this.#cancelTimer = timers.after(delayMs, () => void this.#dial())
    const { attempts } = this.#backoff
    this.#become({ status: 'reconnecting', attempt: attempts, retryAtMs: clock.wallMs() + delayMs })
  }

  #cut(code: number): void {
    this.#attempt += 1
    this.#cancelTimer()
    const link = this.#link
    this.#link = null
    link?.cut(code)
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#parts.hears.onState(state)
  }
}

function unreadable(cause: unknown): TuttiError {
  return new TuttiError({ code: 'malformed_message', message: 'The server sent what cannot be read.', cause })
}
