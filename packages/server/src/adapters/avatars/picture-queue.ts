import { Refusal } from '@tutti/core'
import type { PictureAnswer, PictureJob, Pictures } from './jobs.ts'

/** What the queue needs of a process. */
export interface PictureProcess {
  send(job: PictureJob): unknown
  on(event: 'message', listener: (answer: PictureAnswer) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  /** Ends it at once. */
  kill(signal: 'SIGKILL'): unknown
  /** Lets it go when it has nothing to do. */
  disconnect(): void
}

export interface PictureLimits {
  readonly mostWaiting: number
  /** From the start of the work on a picture. */
  readonly longestWorkMs: number
  readonly idleMs: number
}

export const pictureLimits: PictureLimits = { mostWaiting: 8, longestWorkMs: 10_000, idleMs: 30_000 }

interface Waiting {
  readonly job: PictureJob
  readonly resolve: (pictures: Pictures) => void
  readonly reject: (error: Error) => void
}

/** One picture at a time, in a process that is started when there is one and ends when there are none. */
export class PictureQueue implements Disposable {
  readonly #start: () => PictureProcess
  readonly #limits: PictureLimits
  readonly #waiting: Waiting[] = []
  #process: PictureProcess | undefined
  #running: Waiting | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(start: () => PictureProcess, limits: PictureLimits = pictureLimits) {
    this.#start = start
    this.#limits = limits
  }

  /** @throws Refusal `file_too_large`, `unsupported_file_type`; `overloaded` when too many wait; `unavailable` when closed. */
  make(image: Uint8Array): Promise<Pictures> {
    if (this.#closed) return Promise.reject(new Refusal('unavailable'))
    if (this.#waiting.length >= this.#limits.mostWaiting) {
      return Promise.reject(new Refusal('overloaded', { retryAfterMs: 2_000 }))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job: { image }, resolve, reject })
      this.#next()
    })
  }

  [Symbol.dispose](): void {
    this.#closed = true
    clearTimeout(this.#timer)
    const unanswered = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)]
    this.#running = undefined
    this.#process?.kill('SIGKILL')
    this.#process = undefined
    for (const { reject } of unanswered) reject(new Refusal('unavailable'))
  }

  #next(): void {
    if (this.#running || this.#closed) return
    clearTimeout(this.#timer)
    this.#running = this.#waiting.shift()
    if (!this.#running) return this.#rest()
    this.#process ??= this.#open()
    // Whoever sends a picture that takes this long has sent a trap.
    this.#timer = setTimeout(() => this.#abandon('file_too_large'), this.#limits.longestWorkMs)
    this.#process.send(this.#running.job)
  }

  #rest(): void {
    this.#timer = setTimeout(() => {
      this.#process?.disconnect()
      this.#process = undefined
    }, this.#limits.idleMs)
    this.#timer.unref()
  }

  #open(): PictureProcess {
    const process = this.#start()
    const gone = (): void => {
      if (this.#process === process) this.#abandon('unsupported_file_type')
    }
    process.on('message', (answer) => {
      if (this.#process === process) this.#finish(answer)
    })
    process.on('exit', gone)
    process.on('error', gone)
    return process
  }

  #finish(answer: PictureAnswer): void {
    const finished = this.#running
    this.#running = undefined
    if ('refusal' in answer) finished?.reject(refused(answer.refusal))
    else finished?.resolve(answer)
    this.#next()
  }

  /** The process is ended, or has ended over the picture; the next one gets a new process. */
  #abandon(code: 'file_too_large' | 'unsupported_file_type'): void {
    const process = this.#process
    this.#process = undefined
    process?.kill('SIGKILL')
    this.#finish({ refusal: code })
  }
}

function refused(code: 'file_too_large' | 'unsupported_file_type'): Refusal {
  return new Refusal(code, { field: 'avatar', issue: code.toUpperCase() })
}
