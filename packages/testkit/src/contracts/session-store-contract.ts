import { firstPage, type Session, type UserId } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aSession } from './samples.ts'

async function addGuest({ users }: MemoryStores): Promise<UserId> {
  const guest = aGuest()
  await users.addGuest(guest)
  return guest.id
}

/** The sessions of a new guest. */
async function addSessions(stores: MemoryStores, parts: readonly Partial<Session>[]): Promise<readonly Session[]> {
  const userId = await addGuest(stores)
  const sessions = parts.map((part) => aSession({ userId, ...part }))
  for (const session of sessions) await stores.sessions.add(session)
  return sessions
}

async function addSession(stores: MemoryStores, part: Partial<Session> = {}): Promise<Session> {
  const userId = await addGuest(stores)
  const session = aSession({ userId, ...part })
  await stores.sessions.add(session)
  return session
}

/** What every store of sessions keeps to. */
export function sessionStoreContract(name: string, open: OpenStores): void {
  describe(`sessions in ${name}`, () => {
    test.each([null, 'Mozilla/5.0 (X11; Linux x86_64)'])(
      'a session is found as it was added, expired or not, of the client %s',
      async (userAgent) => {
        await using stores = await open()
        const session = await addSession(stores, { userAgent })

        expect(await stores.sessions.find(session.id)).toEqual(session)
      },
    )

    test('nothing is found under an unknown id', async () => {
      await using stores = await open()
      expect(await stores.sessions.find(aSession({ userId: aGuest().id }).id)).toBeNull()
    })

    test('the sessions of a user are listed in pages, the last used first, without those that have expired', async () => {
      await using stores = await open()
      const [first, second, , third] = await addSessions(stores, [
        { lastUsedAtMs: 30, expiresAtMs: 200 },
        { lastUsedAtMs: 20, expiresAtMs: 101 },
        { lastUsedAtMs: 99, expiresAtMs: 100 },
        { lastUsedAtMs: 10, expiresAtMs: 200 },
      ])
      await addSession(stores, { expiresAtMs: 200 })
      const listing = { userId: (first ?? aSession({ userId: aGuest().id })).userId, nowMs: 100 }

      expect(await stores.sessions.list({ ...firstPage(2), ...listing })).toEqual({ items: [first, second], total: 3 })
      expect(await stores.sessions.list({ ...firstPage(2), ...listing, page: 2 })).toEqual({ items: [third], total: 3 })
    })

    test('[S-21] of 20 rotations at the same time exactly one is kept', async () => {
      await using stores = await open()
      const session = await addSession(stores)
      const attempts = Array.from({ length: 20 }, (_, index) =>
        stores.sessions.rotate({ ...session, rotation: 1, rotatedAtMs: index, lastUsedAtMs: 7, expiresAtMs: 9 }),
      )

      const moved = await Promise.all(attempts)

      const rotatedAtMs = moved.indexOf(true)
      expect(moved.filter(Boolean)).toHaveLength(1)
      expect(await stores.sessions.find(session.id)).toEqual({
        ...session,
        rotation: 1,
        rotatedAtMs,
        lastUsedAtMs: 7,
        expiresAtMs: 9,
      })
    })

    test('a session that has ended is not rotated back to life', async () => {
      await using stores = await open()
      const session = await addSession(stores)
      await stores.sessions.end(session.id, session.userId)

      expect(await stores.sessions.rotate({ ...session, rotation: 1 })).toBe(false)
      expect(await stores.sessions.find(session.id)).toBeNull()
    })

    test('a use is noted, an earlier one no more', async () => {
      await using stores = await open()
      const session = await addSession(stores, { lastUsedAtMs: 5 })

      await stores.sessions.touch({ id: session.id, lastUsedAtMs: 9, expiresAtMs: 19 })
      await stores.sessions.touch({ id: session.id, lastUsedAtMs: 8, expiresAtMs: 18 })

      expect(await stores.sessions.find(session.id)).toMatchObject({ lastUsedAtMs: 9, expiresAtMs: 19 })
    })

    test('[S-50] a session is ended once, and by nobody else', async () => {
      await using stores = await open()
      const session = await addSession(stores)
      const stranger = await addGuest(stores)

      expect(await stores.sessions.end(session.id, stranger)).toBe(false)
      expect(await stores.sessions.end(session.id, session.userId)).toBe(true)
      expect(await stores.sessions.end(session.id, session.userId)).toBe(false)
    })

    test('all sessions of a user end, those of others go on', async () => {
      await using stores = await open()
      const own = await addSessions(stores, [{}, {}])
      const other = await addSession(stores)

      await stores.sessions.endAllOf((own[0] ?? other).userId)

      for (const { id } of own) expect(await stores.sessions.find(id)).toBeNull()
      expect(await stores.sessions.find(other.id)).toEqual(other)
    })

    test('the session that stays takes on the present generation of its user', async () => {
      await using stores = await open()
      const [kept, gone] = await addSessions(stores, [{}, {}])
      if (!kept || !gone) throw new Error('two were added')
      await stores.users.raiseGeneration(kept.userId)

      await stores.sessions.endAllOf(kept.userId, kept.id)

      expect(await stores.sessions.find(kept.id)).toEqual({ ...kept, generation: 1 })
      expect(await stores.sessions.find(gone.id)).toBeNull()
    })

    test('expired sessions are removed', async () => {
      await using stores = await open()
      const [expired, live] = await addSessions(stores, [{ expiresAtMs: 100 }, { expiresAtMs: 100.5 }])
      if (!expired || !live) throw new Error('two were added')

      await stores.sessions.removeExpired(100)

      expect(await stores.sessions.find(expired.id)).toBeNull()
      expect(await stores.sessions.find(live.id)).toEqual(live)
    })
  })
}
