import { Refusal } from '@tutti/core'
import type { HashAnswer, HashJob } from './jobs.ts'

/** What the queue needs of a thread. */
export interface HashThread {
  postMessage(job: HashJob): void
  on(event: 'message', listener: (answer: HashAnswer) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

interface Waiting {
  readonly job: HashJob
  readonly resolve: (answer: HashAnswer) => void
  readonly reject: (error: Error) => void
}

const mostWaiting = 100
const longestWaitMs = 2000

/** One job at a time; at most 100 wait, none longer than two seconds. */
export class HashQueue {
  readonly #thread: HashThread
  readonly #waiting = new Set<Waiting>()
  #running: Waiting | undefined
  #closed = false

  constructor(thread: HashThread) {
    this.#thread = thread
    thread.on('message', (message) => {
      if (isAnswer(message)) this.#finish(message)
    })
    thread.on('error', () => this.close())
    thread.on('exit', () => this.close())
  }

  /** How many have not begun. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Whether one more may wait. @throws Refusal `overloaded`; `unavailable` when the thread is gone. */
  checkLoad(): void {
    if (this.#closed) throw new Refusal('unavailable')
    if (this.#waiting.size >= mostWaiting) throw overloaded()
  }

  /** @throws Refusal as `checkLoad`. */
  run(job: HashJob): Promise<HashAnswer> {
    return new Promise((resolve, reject) => {
      this.checkLoad()
      const waiting: Waiting = { job, resolve, reject }
      const giveUp = setTimeout(() => {
        if (this.#waiting.delete(waiting)) reject(overloaded())
      }, longestWaitMs)
      giveUp.unref()
      this.#waiting.add(waiting)
      this.#next()
    })
  }

  close(): void {
    this.#closed = true
    const unanswered = this.#running ? [this.#running, ...this.#waiting] : [...this.#waiting]
    this.#running = undefined
    this.#waiting.clear()
    for (const { reject } of unanswered) reject(new Refusal('unavailable'))
  }

  #next(): void {
    if (this.#running) return
    const [first] = this.#waiting
    if (!first) return
    this.#waiting.delete(first)
    this.#running = first
    this.#thread.postMessage(first.job)
  }

  #finish(answer: HashAnswer): void {
    const finished = this.#running
    this.#running = undefined
    if (finished && 'failure' in answer) finished.reject(new Error(answer.failure))
    else finished?.resolve(answer)
    this.#next()
  }
}

/** Under `node --watch` a thread also tells which files it has loaded. */
function isAnswer(message: object): message is HashAnswer {
  return 'hash' in message || 'matches' in message || 'failure' in message
}

function overloaded(): Refusal {
  return new Refusal('overloaded', { retryAfterMs: longestWaitMs })
}
