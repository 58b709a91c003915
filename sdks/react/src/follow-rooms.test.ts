import type { ConnectionEvents, ListedRoom, RealtimeConnection } from '@tutti/client'
import { expect, test } from 'vitest'
import { roomListStore } from './room-list.ts'

type Listeners = { [Name in keyof ConnectionEvents]?: (value: ConnectionEvents[Name]) => void }

function aConnection() {
  const listeners: Listeners = {}
  const watched: unknown[] = []
  const connection = {
    on: (name: 'rooms', listener: (rooms: readonly ListedRoom[]) => void) => {
      listeners[name] = listener
      return () => delete listeners[name]
    },
    watchRooms: (watch: unknown) => {
      watched.push(watch)
      return () => watched.push('stopped')
    },
  } as never as RealtimeConnection
  return { connection, listeners, watched }
}

const listed = (roomName: string, createdAtMs: number, players: number): ListedRoom => ({
  room: { roomId: roomName, roomName, ownerId: null, createdAtMs } as ListedRoom['room'],
  players,
  listeners: 0,
})

function aClient() {
  let asked = 0
  const list = async () => {
    asked += 1
    return { items: [], page: 1, perPage: 100, total: 0 }
  }
  const { connection, listeners, watched } = aConnection()
  const client = { rooms: { list }, connection, onConnectionChange: () => () => undefined }
  const store = roomListStore(client, { search: 'waltz' }, undefined)
  return { store, listeners, watched, asked: () => asked }
}

test('[P-094] an open connection tells the list, the newest first, and nothing is asked for any more', async () => {
  const { store, listeners, watched, asked } = aClient()
  const stop = store.subscribe(() => undefined)
  listeners.rooms?.([listed('old', 1_000, 4), listed('new', 2_000, 1)])
  await Promise.resolve()

  expect(watched).toEqual([{ search: 'waltz' }])
  expect(store.getSnapshot()).toMatchObject({
    status: 'ready',
    rooms: [
      { roomName: 'new', currentUsers: 1, createdAt: '1970-01-01T00:00:02.000Z' },
      { roomName: 'old', currentUsers: 4 },
    ],
  })
  expect(asked()).toBe(1)
  stop()
  expect(watched.at(-1)).toBe('stopped')
})

test('[P-094] when the connection is lost the list is asked for again', async () => {
  const { store, listeners, asked } = aClient()
  const stop = store.subscribe(() => undefined)
  listeners.rooms?.([listed('one', 1_000, 1)])
  listeners.state?.({ status: 'reconnecting', attempt: 1, retryAtMs: 0 })
  await Promise.resolve()

  expect(asked()).toBe(2)
  stop()
})
