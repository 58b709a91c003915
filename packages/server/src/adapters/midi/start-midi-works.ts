import { Refusal, unreadable, unreadableMidiFile, type MidiWorks, type UnreadableReason } from '@tutti/core'
import { Worker } from 'node:worker_threads'
import type { MidiAnswer, MidiJob } from './jobs.ts'

const mostWaiting = 16
const endsIdleAfterMs = 10_000
/** No file of ours takes so long; a thread that does is ended. */
const longestJobMs = 60_000
const retryAfterMs = 2_000

interface Waiting {
  readonly job: MidiJob
  readonly resolve: (answer: MidiAnswer) => void
  readonly reject: (error: Error) => void
}

/** Reads and writes music in a thread of low priority and little memory, which is there only while there is work. */
export function startMidiWorks(): MidiWorks & AsyncDisposable {
  const line = new MidiLine()
  return {
    readFile: async (file, fallbackName) => pieceOf(await line.run({ kind: 'read', file, fallbackName })),
    mergeRecording: async (recording) => pieceOf(await line.run({ kind: 'merge', recording })),
    async exportRecording(recording) {
      const answer = await line.run({ kind: 'export', recording })
      if ('file' in answer) return answer.file
      throw refusalOf(answer)
    },
    [Symbol.asyncDispose]: () => line[Symbol.asyncDispose](),
  }
}

function pieceOf(answer: MidiAnswer) {
  if ('piece' in answer) return answer.piece
  throw refusalOf(answer)
}

function refusalOf(answer: MidiAnswer): Error {
  if ('unreadable' in answer && isReason(answer.unreadable)) return unreadableMidiFile(answer.unreadable)
  return new Error('failure' in answer ? answer.failure : 'another answer than was asked for')
}

function isReason(text: string): text is UnreadableReason {
  return Object.hasOwn(unreadable, text)
}

/** One job after the other. */
class MidiLine implements AsyncDisposable {
  readonly #waiting: Waiting[] = []
  #running: Waiting | undefined
  #worker: Worker | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  /** @throws Refusal `overloaded`, `unavailable` once it is closed. */
  run(job: MidiJob): Promise<MidiAnswer> {
    if (this.#isClosed) return Promise.reject(new Refusal('unavailable'))
    if (this.#waiting.length >= mostWaiting) return Promise.reject(new Refusal('overloaded', { retryAfterMs }))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject })
      this.#next()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Refusal('unavailable'))
    this.#end(new Refusal('unavailable'))
  }

  #next(): void {
    if (this.#running) return
    clearTimeout(this.#timer)
    this.#running = this.#waiting.shift()
    if (this.#running) {
      this.#timer = setTimeout(() => this.#end(new Error('the work took too long')), longestJobMs)
      this.#thread().postMessage(this.#running.job)
    } else {
      this.#timer = setTimeout(() => this.#end(), endsIdleAfterMs)
    }
    this.#timer.unref()
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      name: 'midi',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 384 },
    })
    worker.unref()
    worker.on('message', (answer: MidiAnswer) => this.#finish(worker, answer))
    worker.on('error', (error: Error) => worker === this.#worker && this.#end(error))
    this.#worker = worker
    return worker
  }

  #finish(worker: Worker, answer: MidiAnswer): void {
    // Under `node --watch` a thread also tells which files it has loaded.
    const isAnswer = ['piece', 'file', 'unreadable', 'failure'].some((key) => key in answer)
    if (worker !== this.#worker || !isAnswer) return
    const finished = this.#running
    this.#running = undefined
    finished?.resolve(answer)
    this.#next()
  }

  /** Without the thread; the next job has another one. */
  #end(error?: Error): void {
    clearTimeout(this.#timer)
    void this.#worker?.terminate()
    this.#worker = undefined
    const unanswered = this.#running
    this.#running = undefined
    if (!unanswered || !error) return
    unanswered.reject(error)
    if (!this.#isClosed) this.#next()
  }
}
