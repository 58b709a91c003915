import { TuttiError, type RoomView, type TuttiClient } from '@tutti/client'
import { followRooms, type MayFollow } from './follow-rooms.ts'
import type { Store } from './store.ts'

export interface RoomList {
  readonly rooms: readonly RoomView[]
  /** `failed`: the last attempt; `rooms` are those of the one before. */
  readonly status: 'loading' | 'ready' | 'failed'
  readonly error: TuttiError | null
}

export interface RoomListOptions {
  /** 5000 unless said otherwise. */
  readonly refreshMs?: number | undefined
  readonly search?: string | undefined
}

const atFirst: RoomList = { rooms: [], status: 'loading', error: null }
const usualRefreshMs = 5_000

interface ListsRooms extends MayFollow {
  readonly rooms: Pick<TuttiClient['rooms'], 'list'>
}

interface Page {
  readonly hidden: boolean
  addEventListener(type: 'visibilitychange', listener: () => void): void
  removeEventListener(type: 'visibilitychange', listener: () => void): void
}

/** The list while somebody watches it: told by the open connection, else asked for while the page can be seen. */
export function roomListStore(
  client: ListsRooms,
  { refreshMs = usualRefreshMs, search }: RoomListOptions,
  page: Page | undefined = globalThis.document,
): Store<RoomList> {
  const watchers = new Set<() => void>()
  let list = atFirst
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let isTold = false
  let stopFollowing = (): void => undefined

  const show = (next: RoomList) => {
    list = next
    for (const onChange of watchers) onChange()
  }

  const ask = async (): Promise<void> => {
    clearTimeout(timer)
    if (page?.hidden || isTold) return
    round += 1
    const asked = round
    const next = await fetchList(client, search, list)
    if (asked !== round) return
    show(next)
    timer = setTimeout(askAgain, refreshMs)
  }
  const askAgain = (): void => void ask()

  const start = () => {
    page?.addEventListener('visibilitychange', askAgain)
    stopFollowing = followRooms(client, search, (rooms) => {
      const wasTold = isTold
      isTold = rooms !== null
      if (rooms) {
        round += 1
        clearTimeout(timer)
        return show({ rooms, status: 'ready', error: null })
      }
      if (wasTold) askAgain()
    })
    askAgain()
  }

  const stop = () => {
    page?.removeEventListener('visibilitychange', askAgain)
    stopFollowing()
    isTold = false
    clearTimeout(timer)
    round += 1
  }

  return {
    subscribe(onChange) {
      watchers.add(onChange)
      if (watchers.size === 1) start()
      return () => {
        if (watchers.delete(onChange) && watchers.size === 0) stop()
      }
    },
    getSnapshot: () => list,
  }
}

async function fetchList(client: ListsRooms, search: string | undefined, before: RoomList): Promise<RoomList> {
  try {
    const { items } = await client.rooms.list({ perPage: 100, search: search || undefined })
    return { rooms: items, status: 'ready', error: null }
  } catch (error) {
    return {
      rooms: before.rooms,
      status: 'failed',
      error: error instanceof TuttiError ? error : new TuttiError({ code: 'UNKNOWN', message: String(error) }),
    }
  }
}
