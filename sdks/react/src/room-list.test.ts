import { TuttiError, type RoomPage } from '@tutti/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { roomListStore } from './room-list.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

class FakePage extends EventTarget {
  hidden = false

  turn(hidden: boolean): void {
    this.hidden = hidden
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

const noRooms: RoomPage = { items: [], page: 1, perPage: 100, total: 0 }

function createWatched({
  answer = async () => noRooms,
  search,
}: { answer?: () => Promise<RoomPage>; search?: string } = {}) {
  const asked: unknown[] = []
  const list = (query: unknown) => {
    asked.push(query)
    return answer()
  }
  const page = new FakePage()
  const store = roomListStore({ rooms: { list } }, { refreshMs: 5_000, search }, page)
  return { asked, page, store }
}

test('nobody watches: nothing is asked', async () => {
  const { asked } = createWatched()
  await vi.advanceTimersByTimeAsync(60_000)

  expect(asked).toEqual([])
})

test('it is asked for at once and then every five seconds', async () => {
  const { asked, store } = createWatched({ search: 'chopin' })
  store.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(10_100)

  expect(asked).toEqual(Array.from({ length: 3 }, () => ({ perPage: 100, search: 'chopin' })))
  expect(store.getSnapshot().status).toBe('ready')
})

test('a hidden page asks nothing and asks at once when it is seen again', async () => {
  const { asked, page, store } = createWatched()
  store.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(100)
  page.turn(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  page.turn(false)
  await vi.advanceTimersByTimeAsync(0)

  expect(asked).toHaveLength(2)
})

test('an error is told, and the rooms of before stay', async () => {
  let attempts = 0
  const error = new TuttiError({ code: 'network_error', message: 'Away' })
  const { store } = createWatched({ answer: async () => ((attempts += 1) === 2 ? Promise.reject(error) : noRooms) })
  store.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(100)
  const { rooms } = store.getSnapshot()
  await vi.advanceTimersByTimeAsync(5_000)

  expect(store.getSnapshot()).toEqual({ rooms, status: 'failed', error })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(store.getSnapshot().status).toBe('ready')
})

test('the snapshot is the same object until something changes', async () => {
  const { store } = createWatched()
  store.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(100)

  expect(store.getSnapshot()).toBe(store.getSnapshot())
})

test('subscribing twice in a row, as StrictMode does, leaves one rhythm, and none after the end', async () => {
  const { asked, store } = createWatched()
  store.subscribe(() => undefined)()
  const stop = store.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(5_100)
  expect(asked).toHaveLength(3)
  stop()
  await vi.advanceTimersByTimeAsync(60_000)

  expect(asked).toHaveLength(3)
  expect(vi.getTimerCount()).toBe(0)
})
