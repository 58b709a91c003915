import { describe, expect, test } from 'vitest'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aSession } from './samples.ts'

/** What every store of sessions keeps to. */
export function sessionStoreContract(name: string, open: OpenStores): void {
  describe(`sessions in ${name}`, () => {
    test('a session is found as it was added, expired or not', async () => {
      await using stores = await open()
      const guest = aGuest()
      await stores.users.addGuest(guest)
      const session = aSession({ userId: guest.id })

      await stores.sessions.add(session)

      expect(await stores.sessions.find(session.id)).toEqual(session)
    })

    test('nothing is found under an unknown id', async () => {
      await using stores = await open()
      expect(await stores.sessions.find(aSession({ userId: aGuest().id }).id)).toBeNull()
    })
  })
}
