import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Refusal } from '@tutti/core'
import type { Log } from '../../../telemetry/log.ts'
import { DatabaseError } from '../database-error.ts'
import { toError } from './failures.ts'
import type { Answer, Greeting, Letter, SqlRow, Statement, WorkerSettings } from './mail.ts'

/** More than this many unanswered letters mean that the disk does not keep up. */
const mostWaiting = 10_000

interface Waiting {
  readonly kind: Letter['kind']
  readonly resolve: (rows: readonly (readonly SqlRow[])[]) => void
  readonly reject: (error: Error) => void
}

/** Under `node --watch` a thread also tells which files it has loaded. */
type WatchMessage = object

async function greetingOf(worker: Worker): Promise<Greeting> {
  for (;;) {
    const [message]: (Greeting | WatchMessage)[] = await once(worker, 'message')
    if (message && 'opened' in message) return message
  }
}

/** The server's end of the database thread. What is sent in one turn travels as one message. */
export class Mailbox implements AsyncDisposable {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #outgoing: Letter[] = []
  #lastId = 0
  #writes = 0
  #closed = false

  private constructor(worker: Worker, log: Log) {
    this.#worker = worker
    worker.on('message', (message: readonly Answer[] | WatchMessage) => {
      if (Array.isArray(message)) this.#receive(message)
    })
    worker.on('error', (error) => log.fatal({ event: 'database_thread_failed', err: error }))
    worker.on('exit', () => this.#end())
  }

  /** @throws DatabaseError. */
  static async open(settings: WorkerSettings, log: Log): Promise<Mailbox> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      name: 'database',
      // Flags for the main thread, such as --eval, are not for this one.
      execArgv: [],
    })
    const greeting = await greetingOf(worker)
    if (!greeting.opened) throw new DatabaseError(`The database ${settings.path} ${greeting.reason}.`)
    return new Mailbox(worker, log)
  }

  /** Letters without an answer. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Writes that were answered so far: as long as it stays, what was read is true. */
  get writes(): number {
    return this.#writes
  }

  /** @throws UniqueViolation; Refusal `unavailable`, `overloaded`. */
  send(kind: Letter['kind'], statements: readonly Statement[]): Promise<readonly (readonly SqlRow[])[]> {
    if (this.#closed) return Promise.reject(new Refusal('unavailable'))
    if (this.#waiting.size >= mostWaiting) return Promise.reject(new Refusal('overloaded', { retryAfterMs: 1000 }))
    this.#lastId += 1
    const id = this.#lastId
    if (this.#outgoing.length === 0) queueMicrotask(() => this.#post())
    this.#outgoing.push({ id, kind, statements })
    return new Promise((resolve, reject) => this.#waiting.set(id, { kind, resolve, reject }))
  }

  /** Everything sent before is done first. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A query that was started in this turn is sent within it.
    await setImmediate()
    if (this.#closed) return
    this.#post()
    this.#closed = true
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve))
    this.#worker.postMessage('close')
    await gone
  }

  #post(): void {
    if (this.#outgoing.length === 0) return
    this.#worker.postMessage(this.#outgoing)
    this.#outgoing = []
  }

  #receive(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if (waiting?.kind === 'write') this.#writes += 1
      if ('rows' in answer) waiting?.resolve(answer.rows)
      else waiting?.reject(toError(answer.failure))
    }
  }

  #end(): void {
    this.#closed = true
    for (const { reject } of this.#waiting.values()) reject(new Refusal('unavailable'))
    this.#waiting.clear()
  }
}
