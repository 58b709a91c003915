import type { OutgoingMember, ServerMessage } from '@tutti/protocol/realtime'
import type { Cancel, Runtime } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'

const answerWithinMs = 10_000

type Send = (member: OutgoingMember, requestId: number) => void

interface Entry {
  readonly member: OutgoingMember
  readonly resolve: (answer: ServerMessage['message']) => void
  readonly reject: (error: TuttiError) => void
  cancelTimeout: Cancel
}

export interface AskOptions {
  /** Before whatever waits for the connection to open. */
  readonly first?: boolean
}

/**
 * Commands and their one answer each. What is asked while there is no connection waits for one; what was sent before it was
 * lost is sent again, under the number that it had, so that the server does it once.
 */
export class Requests {
  readonly #timers: Runtime['timers']
  #send: Send | null = null
  #lastId = 0
  #waiting: readonly Entry[] = []
  readonly #sent = new Map<number, Entry>()

  constructor({ timers }: Pick<Runtime, 'timers'>) {
    this.#timers = timers
  }

  /** @throws TuttiError what it was refused with, `timed_out` after 10 s, `connection_lost`, `connection_closed`. */
  ask(member: OutgoingMember, { first = false }: AskOptions = {}): Promise<ServerMessage['message']> {
    return new Promise((resolve, reject) => {
      const entry: Entry = { member, resolve, reject, cancelTimeout: () => undefined }
      this.#startTimeout(entry)
      if (this.#send) return this.#dispatch(entry, this.#send)
      this.#waiting = first ? [entry, ...this.#waiting] : [...this.#waiting, entry]
    })
  }

  /** `again`: the session goes on, and what it has not answered yet is asked again. */
  opened(send: Send, { again = false } = {}): void {
    this.#send = send
    if (again) {
      for (const [requestId, entry] of this.#sent) {
        this.#startTimeout(entry)
        send(entry.member, requestId)
      }
    }
    const waiting = this.#waiting
    this.#waiting = []
    for (const entry of waiting) this.#dispatch(entry, send)
  }

  /** False when nobody waits for it. */
  answer({ requestId, message }: ServerMessage): boolean {
    const entry = this.#take(requestId)
    if (!entry) return false
    if (message.case === 'error') entry.reject(toError(message.value))
    else entry.resolve(message)
    return true
  }

  /** The connection is lost; its session may go on. */
  paused(): void {
    this.#send = null
    for (const entry of this.#sent.values()) entry.cancelTimeout()
  }

  /** The session is over: what was sent may or may not have been done. */
  dropped(): void {
    this.#send = null
    const error = new TuttiError({ code: 'connection_lost', message: 'The connection was lost.', retryable: true })
    for (const requestId of this.#sent.keys()) this.#take(requestId)?.reject(error)
  }

  closed(): void {
    this.dropped()
    const error = new TuttiError({ code: 'connection_closed', message: 'The connection is closed.' })
    for (const entry of this.#waiting) {
      entry.cancelTimeout()
      entry.reject(error)
    }
    this.#waiting = []
  }

  #startTimeout(entry: Entry): void {
    entry.cancelTimeout()
    entry.cancelTimeout = this.#timers.after(answerWithinMs, () => {
      this.#forget(entry)
      entry.reject(timedOut())
    })
  }

  #dispatch(entry: Entry, send: Send): void {
    this.#lastId = (this.#lastId % 0xffff_ffff) + 1
    this.#sent.set(this.#lastId, entry)
    send(entry.member, this.#lastId)
  }

  #take(requestId: number): Entry | undefined {
    const entry = this.#sent.get(requestId)
    this.#sent.delete(requestId)
    entry?.cancelTimeout()
    return entry
  }

  #forget(entry: Entry): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== entry)
    for (const [requestId, sent] of this.#sent) if (sent === entry) this.#sent.delete(requestId)
  }
}

function timedOut(): TuttiError {
  return new TuttiError({ code: 'timed_out', message: 'The server did not answer in time.', retryable: true })
}

interface SaidError {
  readonly code: string
  readonly message: string
  readonly number: number
  readonly retryable: boolean
  readonly retryAfterMs: number
}

/** A refusal that came over the socket. */
export function toError({ code, message, number, retryable, retryAfterMs }: SaidError): TuttiError {
  return new TuttiError({
    code,
    message,
    retryable,
    retryAfterMs: retryAfterMs > 0 ? retryAfterMs : undefined,
    details: { number },
  })
}
