import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HashQueue } from './hash-queue.ts'
import type { HashAnswer, HashJob } from './jobs.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A thread that answers when it is told to. */
class SlowThread extends EventEmitter {
  readonly jobs: HashJob[] = []

  postMessage(job: HashJob): void {
    this.jobs.push(job)
  }

  answer(answer: HashAnswer = { matches: true }): void {
    this.emit('message', answer)
  }
}

const job: HashJob = { kind: 'verify', password: 'a', hash: undefined }

test('one password is hashed at a time, in the order they came', async () => {
  const thread = new SlowThread()
  const queue = new HashQueue(thread)
  const first = queue.run(job)
  const second = queue.run({ ...job, password: 'b' })

  expect(thread.jobs.map(({ password }) => password)).toEqual(['a'])
  thread.answer()
  await first

  expect(thread.jobs.map(({ password }) => password)).toEqual(['a', 'b'])
  thread.answer({ matches: false })
  expect(await second).toEqual({ matches: false })
})

test('[S-36] the one that would be the 101st to wait is refused at once', async () => {
  const queue = new HashQueue(new SlowThread())
  const waiting = Array.from({ length: 101 }, () => queue.run(job))

  const refusal = { code: 'overloaded', about: { retryAfterMs: 2000 } }
  await expect(queue.run(job)).rejects.toMatchObject(refusal)
  expect(() => queue.checkLoad()).toThrow(expect.objectContaining(refusal))

  queue.close()
  await Promise.allSettled(waiting)
})

test('[S-36] what has waited two seconds is refused and never hashed', async () => {
  const thread = new SlowThread()
  const queue = new HashQueue(thread)
  const running = queue.run(job)
  const waiting = queue.run({ ...job, password: 'late' }).catch((error: unknown) => error)

  await vi.advanceTimersByTimeAsync(2000)
  expect(await waiting).toMatchObject({ code: 'overloaded' })
  thread.answer()

  expect(await running).toEqual({ matches: true })
  expect(thread.jobs.map(({ password }) => password)).toEqual(['a'])
})

test('a thread that dies refuses what it owes and what comes later', async () => {
  const thread = new SlowThread()
  const queue = new HashQueue(thread)
  const owed = queue.run(job).catch((error: unknown) => error)

  thread.emit('exit')

  expect(await owed).toMatchObject({ code: 'unavailable' })
  await expect(queue.run(job)).rejects.toMatchObject({ code: 'unavailable' })
})

test('a failed job is a fault, and the next one runs', async () => {
  const thread = new SlowThread()
  const queue = new HashQueue(thread)
  const failing = queue.run(job).catch((error: unknown) => error)
  const next = queue.run(job)

  thread.answer({ failure: 'no hash' })
  thread.answer()

  expect(await failing).toEqual(new Error('no hash'))
  expect(await next).toEqual({ matches: true })
})

test('what a watched thread says of its files is no answer', async () => {
  const thread = new SlowThread()
  const asked = new HashQueue(thread).run(job)

  thread.emit('message', { 'watch:import': ['file:///worker.ts'] })
  thread.answer({ matches: false })

  expect(await asked).toEqual({ matches: false })
})
