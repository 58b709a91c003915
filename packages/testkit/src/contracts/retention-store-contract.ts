import { firstPage } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import { anEntry } from './moderation-store-contract.ts'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aMessage, anAccount, aRoom, aSession } from './samples.ts'

const dayMs = 86_400_000

/** What every store that forgets keeps to. */
export function retentionStoreContract(name: string, open: OpenStores): void {
  describe(`retention in ${name}`, () => {
    test('[CHAT-13] what was said before is gone, and its places are never given again', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      for (const sentAtMs of [1000, 2000, 3000]) {
        await stores.messages.add(aMessage({ roomId: room.id, sentAtMs }))
      }

      await stores.retention.removeMessages(3000)

      const left = await stores.messages.latest(room.id, 9)
      expect(left.map(({ roomSeq, sentAtMs }) => [roomSeq, sentAtMs])).toEqual([[3, 3000]])
      await stores.retention.removeMessages(4000)
      expect(await stores.messages.add(aMessage({ roomId: room.id }))).toMatchObject({ roomSeq: 4 })
    })

    test('[MOD-10] old entries of the audit log are gone, those of the last 30 days stay whatever is asked', async () => {
      await using stores = await open()
      for (const atMs of [0, 69 * dayMs, 70 * dayMs, 100 * dayMs]) {
        await stores.audit.record(anEntry('notice_sent', { atMs }))
      }
      const times = async () => (await stores.audit.list(firstPage(9))).items.map(({ atMs }) => atMs / dayMs)

      await stores.retention.removeAuditEntries(69 * dayMs)
      expect(await times()).toEqual([100, 70, 69])
      await stores.retention.removeAuditEntries(200 * dayMs)
      expect(await times()).toEqual([100, 70])
      expect(await stores.audit.lastSeq()).toBe(4)
    })

    test('[USER-11] guests who are long gone and own nothing are gone with their sessions, and nobody else', async () => {
      await using stores = await open()
      const suspension = { reason: 'Noise', untilMs: null, byId: null, startedAtMs: 10 }
      const gone = aGuest({ lastSeenAtMs: 999 })
      const [seen, owner, suspended] = [
        aGuest({ lastSeenAtMs: 1000 }),
        aGuest({ lastSeenAtMs: 1 }),
        aGuest({ lastSeenAtMs: 1 }),
      ]
      const account = anAccount({ lastSeenAtMs: 1 })
      for (const guest of [gone, seen, owner, suspended]) await stores.users.addGuest(guest)
      await stores.users.addAccount(account, 'hash')
      await stores.rooms.add(aRoom({ ownerId: owner.id }))
      await stores.sanctions.setSuspension(suspended.id, suspension, anEntry('user_suspended'))
      const session = aSession({ userId: gone.id })
      await stores.sessions.add(session)

      await stores.retention.removeGuests(1000)

      expect([await stores.users.find(gone.id), await stores.sessions.find(session.id)]).toEqual([null, null])
      for (const { id } of [seen, owner, suspended, account]) expect(await stores.users.find(id)).not.toBeNull()
    })
  })
}
