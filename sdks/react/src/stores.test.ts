import type { RealtimeConnection, RoomSession } from '@tutti/client'
import { createClient } from '@tutti/client'
import { expect, test } from 'vitest'
import type { Store } from './store.ts'
import {
  connectionStore,
  messagesStore,
  participantsStore,
  roomStore,
  sessionStore,
  stateStore,
  transportStore,
} from './stores.ts'

function createOffline() {
  return createClient({
    baseUrl: 'https://tutti.example',
    fetch: async () => Response.json({ success: false, error: { code: 'X', message: 'x' } }, { status: 403 }),
  })
}

function watch<Snapshot>(store: Store<Snapshot>): Snapshot[] {
  const seen: Snapshot[] = []
  store.subscribe(() => seen.push(store.getSnapshot()))
  return seen
}

test('a connection that is made later is seen', () => {
  const client = createOffline()
  const seen = watch(connectionStore(client))
  const connection = client.connect()

  expect(seen).toEqual([connection])
  connection.close()
})

test('each state of a connection is seen once', () => {
  const connection = createOffline().connect()
  const seen = watch(stateStore(connection))
  connection.close()

  expect(seen).toEqual([{ status: 'closed', reason: 'client', code: 1000 }])
})

test('without a connection or a room the snapshots stay the same object', () => {
  for (const store of [stateStore(null), roomStore(null), participantsStore(null), messagesStore(null)]) {
    expect(store.getSnapshot()).toBe(store.getSnapshot())
    expect(store.subscribe(() => undefined)).toBeTypeOf('function')
  }
})

test('a session that begins and ends is seen', async () => {
  const user = { user_id: 'u', username: 'Ada', roles: ['guest'] }
  const session = { token: 't', refresh_token: 'r', expires_in: 3600, user }
  const fetch = async () => Response.json({ success: true, data: session }, { status: 201 })
  const client = createClient({ baseUrl: 'https://tutti.example', fetch })
  const seen = watch(sessionStore(client))
  await client.enterAsGuest()
  void client.logOut()

  expect(seen.map((current) => current?.user.username)).toEqual(['Ada', undefined])
})

test('listening ends with the function that is given back', () => {
  const stopped: string[] = []
  const on = (event: string) => () => stopped.push(event)
  roomStore({ on } as unknown as RealtimeConnection).subscribe(() => undefined)()
  participantsStore({ on } as unknown as RoomSession).subscribe(() => undefined)()
  messagesStore({ on } as unknown as RoomSession).subscribe(() => undefined)()
  transportStore({ on } as unknown as RoomSession).subscribe(() => undefined)()

  expect(stopped).toEqual(['room', 'participants', 'messages', 'transport', 'rejoined'])
})
