import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { PictureAnswer, PictureJob } from './jobs.ts'
import { PictureQueue, type PictureLimits, type PictureProcess } from './picture-queue.ts'

const limits: PictureLimits = { mostWaiting: 2, longestWorkMs: 10_000, idleMs: 30_000 }
const pictures = { large: new Uint8Array([1]), small: new Uint8Array([2]) }
const image = new Uint8Array([9])

class FakeProcess implements PictureProcess {
  readonly jobs: PictureJob[] = []
  ended: string | undefined
  #onMessage: (answer: PictureAnswer) => void = () => undefined
  #onExit: () => void = () => undefined

  send(job: PictureJob): void {
    this.jobs.push(job)
  }

  on(event: 'message' | 'exit' | 'error', listener: never): void {
    if (event === 'message') this.#onMessage = listener
    if (event === 'exit') this.#onExit = listener
  }

  kill(): void {
    this.ended = 'killed'
  }

  disconnect(): void {
    this.ended = 'let go'
  }

  answer(answer: PictureAnswer): void {
    this.#onMessage(answer)
  }

  die(): void {
    this.#onExit()
  }
}

function openQueue(change: Partial<PictureLimits> = {}) {
  const processes: FakeProcess[] = []
  const queue = new PictureQueue(
    () => {
      const process = new FakeProcess()
      processes.push(process)
      return process
    },
    { ...limits, ...change },
  )
  return { queue, processes, [Symbol.dispose]: () => queue[Symbol.dispose]() }
}

test('no process is there before the first picture, and one makes several', async () => {
  using pictureQueue = openQueue()
  expect(pictureQueue.processes).toHaveLength(0)

  const making = [pictureQueue.queue.make(image), pictureQueue.queue.make(image)]
  pictureQueue.processes[0]?.answer(pictures)
  pictureQueue.processes[0]?.answer(pictures)

  expect(await Promise.all(making)).toEqual([pictures, pictures])
  expect(pictureQueue.processes).toHaveLength(1)
})

test('[R-40] one picture is made at a time, and more than may wait are refused', async () => {
  using pictureQueue = openQueue()
  const making = [1, 2, 3].map(() => pictureQueue.queue.make(image))

  await expect(pictureQueue.queue.make(image)).rejects.toMatchObject({ code: 'overloaded' })
  expect(pictureQueue.processes[0]?.jobs).toHaveLength(1)

  for (const _ of making) pictureQueue.processes[0]?.answer(pictures)
  await Promise.all(making)
})

test('a picture that cannot be made is refused, and the next one is made', async () => {
  using pictureQueue = openQueue()
  const making = [pictureQueue.queue.make(image), pictureQueue.queue.make(image)]
  pictureQueue.processes[0]?.answer({ refusal: 'unsupported_file_type' })
  pictureQueue.processes[0]?.answer(pictures)

  await expect(making[0]).rejects.toMatchObject({ code: 'unsupported_file_type' })
  await expect(making[1]).resolves.toEqual(pictures)
})

describe('[S-81] a picture that breaks the process', () => {
  test('is refused, and the next one gets a new process', async () => {
    using pictureQueue = openQueue()
    const making = [pictureQueue.queue.make(image), pictureQueue.queue.make(image)]
    const refused = Promise.allSettled(making.slice(0, 1))

    pictureQueue.processes[0]?.die()
    pictureQueue.processes[1]?.answer(pictures)

    expect(await refused).toMatchObject([{ reason: { code: 'unsupported_file_type' } }])
    await expect(making[1]).resolves.toEqual(pictures)
  })

  test('is refused when it takes too long, and its process is ended', async () => {
    vi.useFakeTimers()
    using pictureQueue = openQueue()
    const refused = Promise.allSettled([pictureQueue.queue.make(image)])

    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()

    expect(await refused).toMatchObject([{ reason: { code: 'file_too_large' } }])
    expect(pictureQueue.processes[0]?.ended).toBe('killed')
  })
})

test('the process is let go when it has had nothing to do for a while', async () => {
  using pictureQueue = openQueue({ idleMs: 1 })
  const making = pictureQueue.queue.make(image)
  pictureQueue.processes[0]?.answer(pictures)
  await making
  await sleep(20)

  expect(pictureQueue.processes[0]?.ended).toBe('let go')
  void pictureQueue.queue.make(image).catch(() => undefined)
  expect(pictureQueue.processes).toHaveLength(2)
})

test('what waits when the server stops is refused', async () => {
  const { queue, processes } = openQueue()
  const refused = Promise.allSettled([queue.make(image), queue.make(image)])

  queue[Symbol.dispose]()

  const unavailable = { reason: { code: 'unavailable' } }
  expect(await refused).toMatchObject([unavailable, unavailable])
  expect(processes[0]?.ended).toBe('killed')
  await expect(queue.make(image)).rejects.toMatchObject({ code: 'unavailable' })
})
