import type { Account, DirectMessage } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aDirectMessage, anAccount, aNotice } from './samples.ts'

/** What every store of direct messages keeps to. */
export function directMessageStoreContract(name: string, open: OpenStores): void {
  describe(`direct messages in ${name}`, () => {
    test('[DM-1] a message is read by both as it was added', async () => {
      await using stores = await open()
      const [clara, robert] = await people(stores)
      const message = aDirectMessage({ fromId: clara.id, toId: robert.id, clientMessageId: 'one' })

      const added = await stores.directMessages.add(message)

      expect(added).toEqual({ id: message.id, sentAtMs: message.sentAtMs, repeated: false })
      for (const pair of [[clara, robert] as const, [robert, clara] as const]) {
        expect(await stores.directMessages.between(pair[0].id, pair[1].id, { limit: 10 })).toEqual([message])
      }
    })

    test('[DM-1] [S-120] sent again it is stored once; from the other one it is another message', async () => {
      await using stores = await open()
      const [clara, robert] = await people(stores)
      const first = aDirectMessage({ fromId: clara.id, toId: robert.id, clientMessageId: 'one' })
      const again = { ...aDirectMessage({ fromId: clara.id, toId: robert.id, clientMessageId: 'one' }), sentAtMs: 9000 }
      const back = aDirectMessage({ fromId: robert.id, toId: clara.id, clientMessageId: 'one' })

      await stores.directMessages.add(first)

      expect(await stores.directMessages.add(again)).toEqual({ id: first.id, sentAtMs: 5000, repeated: true })
      expect((await stores.directMessages.add(back)).repeated).toBe(false)
    })

    test('[DM-3] the last ones come oldest first, and older ones before one of them', async () => {
      await using stores = await open()
      const [clara, robert] = await people(stores)
      const sent = await write(stores, [clara, robert, clara, robert])
      const page = (before?: DirectMessage) =>
        stores.directMessages.between(robert.id, clara.id, { before: before?.id, limit: 2 })

      expect(await page()).toEqual(sent.slice(2))
      expect(await page(sent[2])).toEqual(sent.slice(0, 2))
      expect(await page(sent[0])).toEqual([])
    })

    test('[DM-3] what the other one wrote is unread until it is read, and never again', async () => {
      await using stores = await open()
      const [clara, robert] = await people(stores)
      const sent = await write(stores, [clara, robert, clara, clara])
      const unread = async () => (await stores.directMessages.conversations(robert.id, 10)).map((one) => one.unread)

      expect(await unread()).toEqual([3])
      expect(await stores.directMessages.markRead(robert.id, clara.id, idOf(sent[2]))).toBe(true)
      expect(await stores.directMessages.markRead(robert.id, clara.id, idOf(sent[0]))).toBe(true)
      expect(await unread()).toEqual([1])
      expect((await stores.directMessages.conversations(clara.id, 10)).map((one) => one.unread)).toEqual([1])
    })

    test('[DM-3] [S-50] a message of two others cannot be read', async () => {
      await using stores = await open()
      const [clara, robert, felix] = await people(stores)
      const [sent] = await write(stores, [clara, robert])

      expect(await stores.directMessages.markRead(felix.id, clara.id, idOf(sent))).toBe(false)
      expect(await stores.directMessages.conversations(felix.id, 10)).toEqual([])
    })

    test('[DM-3] conversations come newest first, with their last message', async () => {
      await using stores = await open()
      const [clara, robert, felix] = await people(stores)
      await stores.directMessages.add(aDirectMessage({ fromId: clara.id, toId: robert.id, text: 'one' }))
      await stores.directMessages.add(aDirectMessage({ fromId: felix.id, toId: clara.id, text: 'two' }))
      await stores.directMessages.add(aDirectMessage({ fromId: robert.id, toId: clara.id, text: 'three' }))

      const conversations = await stores.directMessages.conversations(clara.id, 10)

      expect(conversations).toMatchObject([
        { user: { id: robert.id }, last: { text: 'three', fromId: robert.id, toId: clara.id } },
        { user: { id: felix.id }, last: { text: 'two', fromId: felix.id, toId: clara.id } },
      ])
      expect(await stores.directMessages.conversations(clara.id, 1)).toHaveLength(1)
    })

    test('[DM-4] they go with the account of either', async () => {
      await using stores = await open()
      const [clara, robert] = await people(stores)
      await write(stores, [clara, robert])
      expect(await stores.directMessages.listAll(robert.id)).toHaveLength(2)

      await stores.accounts.remove({ userId: clara.id, nowMs: 1, notice: aNotice(clara, 'account_deleted') })

      expect(await stores.directMessages.listAll(robert.id)).toEqual([])
      expect(await stores.directMessages.conversations(robert.id, 10)).toEqual([])
    })
  })
}

async function people(stores: MemoryStores): Promise<readonly [Account, Account, Account]> {
  const all = [anAccount(), anAccount(), anAccount()] as const
  for (const account of all) await stores.users.addAccount(account, 'hash')
  return all
}

/** One from each of them to the other one of the two, in order. */
async function write(stores: MemoryStores, from: readonly Account[]): Promise<readonly DirectMessage[]> {
  const both = [...new Set(from)]
  const messages = from.map(({ id }) => {
    const other = both.find((account) => account.id !== id) ?? { id }
    return aDirectMessage({ fromId: id, toId: other.id })
  })
  for (const message of messages) await stores.directMessages.add(message)
  return messages
}

function idOf(message: DirectMessage | undefined): DirectMessage['id'] {
  if (!message) throw new Error('A test reads messages that it wrote')
  return message.id
}
