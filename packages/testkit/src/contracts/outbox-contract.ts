import { describe, expect, test } from 'vitest'
import type { OpenStores } from './open-stores.ts'
import { aPosting, anAccount } from './samples.ts'

const due = { nowMs: 10_000, leaseMs: 60_000, limit: 10 }

/** What every outbox keeps to. */
export function outboxContract(name: string, open: OpenStores): void {
  describe(`the outbox in ${name}`, () => {
    test('a letter is claimed as it was posted, and by one only', async () => {
      await using stores = await open()
      const posting = aPosting({ to: 'clara@example.com' })
      await stores.outbox.post([posting])

      const [claimed, again] = [await stores.outbox.claim(due), await stores.outbox.claim(due)]

      expect(claimed).toEqual([{ letter: posting.letter, attempts: 1 }])
      expect(again).toEqual([])
    })

    test('of many that claim at once each letter goes to one', async () => {
      await using stores = await open()
      await stores.outbox.post(Array.from({ length: 20 }, (_, index) => aPosting({ to: `a${index}@example.com` })))

      const claims = await Promise.all(Array.from({ length: 20 }, () => stores.outbox.claim({ ...due, limit: 3 })))

      const ids = claims.flat().map(({ letter }) => letter.id)
      expect(new Set(ids).size).toBe(20)
      expect(ids).toHaveLength(20)
    })

    test('[R-46] a letter whose bearer died is claimed again after its lease', async () => {
      await using stores = await open()
      await stores.outbox.post([aPosting({ to: 'clara@example.com' })])
      await stores.outbox.claim(due)

      expect(await stores.outbox.claim({ ...due, nowMs: 69_999 })).toEqual([])
      expect(await stores.outbox.claim({ ...due, nowMs: 70_000 })).toMatchObject([{ attempts: 2 }])
    })

    test('[MAIL-6] a letter that is put off waits until then', async () => {
      await using stores = await open()
      const { letter } = aPosting({ to: 'clara@example.com' })
      await stores.outbox.post([aPosting({ letter })])
      await stores.outbox.claim(due)

      await stores.outbox.putOff(letter.id, { untilMs: 15_000, reason: 'greylisted' })

      expect(await stores.outbox.claim({ ...due, nowMs: 14_999 })).toEqual([])
      expect(await stores.outbox.claim({ ...due, nowMs: 15_000 })).toHaveLength(1)
    })

    test.each(['sent', 'dead'] as const)('[MAIL-6] a letter that is %s is not claimed again', async (state) => {
      await using stores = await open()
      const { letter } = aPosting({ to: 'clara@example.com' })
      await stores.outbox.post([aPosting({ letter })])
      await stores.outbox.claim(due)

      await stores.outbox.settle(letter.id, { state, atMs: 11_000, reason: null })

      expect(await stores.outbox.claim({ ...due, nowMs: 1e9 })).toEqual([])
      expect(await stores.outbox.count()).toEqual({ waiting: 0, dead: state === 'dead' ? 1 : 0 })
    })

    test('[MAIL-4] [S-46] an address gets three letters an hour, however it is written; notices come on top', async () => {
      await using stores = await open()
      const shared = Array.from({ length: 5 }, () => aPosting({ to: 'clara@example.com' }))
      await stores.outbox.post([...shared, aPosting({ to: 'CLARA@example.com' })])
      await stores.outbox.post([
        aPosting({ to: 'clara@example.com', isShared: false }),
        aPosting({ to: 'robert@example.com' }),
      ])

      const { length } = await stores.outbox.claim(due)
      await stores.outbox.post([aPosting({ to: 'clara@example.com', createdAtMs: 1_000 + 3_600_000 })])

      expect(length).toBe(3 + 1 + 1)
      expect(await stores.outbox.claim({ ...due, nowMs: 3_601_000, leaseMs: 1 })).not.toEqual([])
    })

    test('[MAIL-5] [S-39] a decoy counts for its address and is never claimed', async () => {
      await using stores = await open()
      const decoys = Array.from({ length: 3 }, () => aPosting({ to: 'nobody@example.com', isDecoy: true }))
      await stores.outbox.post([...decoys, aPosting({ to: 'nobody@example.com' })])

      expect(await stores.outbox.claim(due)).toEqual([])
      expect(await stores.outbox.count()).toEqual({ waiting: 0, dead: 0 })
    })

    test('[MAIL-3] [S-41] a newer link ends the older one, also the mail that has not gone out', async () => {
      await using stores = await open()
      const account = anAccount()
      const [older, newer] = [aPosting({ account, hash: 'older' }), aPosting({ account, hash: 'newer' })]
      await stores.accounts.add(account, 'hash', older)

      await stores.outbox.post([newer])

      expect(await stores.accounts.findToken('older', 'confirm_email')).toBeNull()
      expect(await stores.accounts.findToken('newer', 'confirm_email')).toEqual(newer.token)
      expect((await stores.outbox.claim(due)).map(({ letter }) => letter.id)).toEqual([newer.letter.id])
    })

    test('[MAIL-4] a link that works goes on working when its address has had its share', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.accounts.add(account, 'hash', aPosting({ account, hash: 'first' }))
      for (const hash of ['second', 'third', 'fourth']) await stores.outbox.post([aPosting({ account, hash })])

      expect(await stores.accounts.findToken('third', 'confirm_email')).not.toBeNull()
      expect(await stores.accounts.findToken('fourth', 'confirm_email')).toBeNull()
    })

    test('settled letters are forgotten, sent ones sooner; waiting ones never', async () => {
      await using stores = await open()
      const [sent, dead, waiting] = [
        aPosting({ to: 'a@b.example' }),
        aPosting({ to: 'c@d.example' }),
        aPosting({ to: 'e@f.example' }),
      ]
      await stores.outbox.post([sent, dead, waiting])
      await stores.outbox.settle(sent.letter.id, { state: 'sent', atMs: 2_000, reason: null })
      await stores.outbox.settle(dead.letter.id, { state: 'dead', atMs: 2_000, reason: 'no such user' })

      await stores.outbox.forget({ sentBeforeMs: 5_000, deadBeforeMs: 500 })
      expect(await stores.outbox.count()).toEqual({ waiting: 1, dead: 1 })

      await stores.outbox.forget({ sentBeforeMs: 5_000, deadBeforeMs: 5_000 })
      expect(await stores.outbox.count()).toEqual({ waiting: 1, dead: 0 })
    })
  })
}
