import type { NewMessage } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aMessage, aRoom } from './samples.ts'

/** What every store of messages keeps to. */
export function messageStoreContract(name: string, open: OpenStores): void {
  describe(`messages in ${name}`, () => {
    test('[P-068] a message is read as it was added, under its number in the room', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      const message = aMessage({ roomId: room.id, clientMessageId: 'one' })

      const added = await stores.messages.add(message)

      expect(added).toEqual({ id: message.id, roomSeq: 1, sentAtMs: message.sentAtMs, repeated: false })
      const kept = { ...message, roomSeq: 1, editedAtMs: null, removedAtMs: null }
      expect(await stores.messages.latest(room.id, 10)).toEqual([kept])
    })

    test('200 messages at the same time get 200 numbers without a gap, in the order they came', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      const adding = Array.from({ length: 200 }, () => stores.messages.add(aMessage({ roomId: room.id })))

      const added = await Promise.all(adding)

      expect(added.map(({ roomSeq }) => roomSeq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    })

    test('every room counts for itself', async () => {
      await using stores = await open()
      const rooms = [aRoom(), aRoom()]
      for (const room of rooms) await stores.rooms.add(room)

      const added = await Promise.all(rooms.map((room) => stores.messages.add(aMessage({ roomId: room.id }))))

      expect(added.map(({ roomSeq }) => roomSeq)).toEqual([1, 1])
    })

    test('[S-120] a message sent again is stored once and described as it was', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      const first = aMessage({ roomId: room.id, clientMessageId: 'one' })
      const again = aMessage({ ...first, id: aMessage({ roomId: room.id }).id, sentAtMs: 9000 })

      const [added, repeated] = await Promise.all([stores.messages.add(first), stores.messages.add(again)])
      const next = await stores.messages.add(aMessage({ roomId: room.id }))

      expect(repeated).toEqual({ ...added, repeated: true })
      expect(next.roomSeq).toBe(2)
    })

    test('the same client id from somebody else, or elsewhere, is another message', async () => {
      await using stores = await open()
      const [room, other] = [aRoom(), aRoom()]
      for (const one of [room, other]) await stores.rooms.add(one)
      const first = aMessage({ roomId: room.id, clientMessageId: 'one' })
      await stores.messages.add(first)

      const fromOther = await stores.messages.add(aMessage({ roomId: room.id, clientMessageId: 'one' }))
      const elsewhere = await stores.messages.add(
        aMessage({ roomId: other.id, userId: first.userId, clientMessageId: 'one' }),
      )

      expect([fromOther.repeated, elsewhere.repeated]).toEqual([false, false])
    })

    test('the latest messages come oldest first', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      for (const text of ['one', 'two', 'three']) await stores.messages.add(aMessage({ roomId: room.id, text }))

      const latest = await stores.messages.latest(room.id, 2)

      expect(latest.map(({ text }) => text)).toEqual(['two', 'three'])
    })

    test('[P-068] messages before a place in the room come oldest first', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      for (const text of ['one', 'two', 'three', 'four']) await stores.messages.add(aMessage({ roomId: room.id, text }))

      const before = await stores.messages.before(room.id, 4, 2)

      expect(before.map(({ text }) => text)).toEqual(['two', 'three'])
      expect(await stores.messages.before(room.id, 1, 2)).toEqual([])
    })

    test('[CHAT-4] an edited message is read with its new text and whom it calls', async () => {
      await using stores = await open()
      const [first] = await said(stores, ['Helo'])
      const edit = { text: 'Hello', mentions: [first.userId], editedAtMs: 9000 }

      const edited = await stores.messages.edit(first.id, edit)

      expect(edited).toMatchObject({ ...edit, roomSeq: 1 })
      expect(await stores.messages.find(first.id)).toEqual(edited)
    })

    test('[CHAT-5] a removed message keeps text and place, is not edited, and was removed when it first was', async () => {
      await using stores = await open()
      const [first] = await said(stores, ['Noise'])

      await stores.messages.remove(first.id, 9000)
      const removed = await stores.messages.remove(first.id, 9500)

      expect(removed).toMatchObject({ text: 'Noise', removedAtMs: 9000, roomSeq: 1 })
      expect(await stores.messages.edit(first.id, { text: 'x', mentions: [], editedAtMs: 1 })).toBeNull()
      expect(await stores.messages.remove(aMessage({ roomId: first.roomId }).id, 9000)).toBeNull()
    })

    test('[CHAT-6] an answer is read with what the other message says at that time', async () => {
      await using stores = await open()
      const [first] = await said(stores, ['Slwer?'])
      const replyTo = { messageId: first.id, userId: first.userId, username: 'clara', text: 'Slwer?', isRemoved: false }
      const answer = aMessage({ roomId: first.roomId, replyTo, isEmote: true })
      await stores.messages.add(answer)
      const quoted = async () => (await stores.messages.latest(first.roomId, 1))[0]?.replyTo

      expect(await stores.messages.find(answer.id)).toMatchObject({ replyTo, isEmote: true })
      await stores.messages.edit(first.id, { text: 'Slower?', mentions: [], editedAtMs: 9000 })
      expect(await quoted()).toEqual({ ...replyTo, text: 'Slower?' })
      await stores.messages.remove(first.id, 9000)
      expect(await quoted()).toEqual({ ...replyTo, text: '', isRemoved: true })
    })

    test('[CHAT-12] clearing marks the messages of one room, or of one user there, and tells the last number', async () => {
      await using stores = await open()
      const [first, second] = await said(stores, ['one', 'two'])
      const [elsewhere] = await said(stores, ['three'])
      const isRemoved = async (id: typeof first.id) => (await stores.messages.find(id))?.removedAtMs

      expect(await stores.messages.clear(first.roomId, { userId: second.userId, atMs: 9000 })).toBe(2)
      expect([await isRemoved(first.id), await isRemoved(second.id)]).toEqual([null, 9000])
      await stores.messages.clear(first.roomId, { atMs: 9500 })
      expect([await isRemoved(first.id), await isRemoved(second.id)]).toEqual([9500, 9000])
      expect(await isRemoved(elsewhere.id)).toBeNull()
    })

    test('a room that is not there takes no message', async () => {
      await using stores = await open()
      const { id } = aRoom()

      const adding = stores.messages.add(aMessage({ roomId: id }))

      await expect(adding).rejects.toMatchObject({ code: 'room_not_found', about: { roomId: id } })
    })

    test('[CHAT-14] an id that is taken is said to be, and costs no number', async () => {
      await using stores = await open()
      const [room, other] = [aRoom(), aRoom()]
      for (const one of [room, other]) await stores.rooms.add(one)
      const { id } = await stores.messages.add(aMessage({ roomId: room.id }))

      for (const roomId of [room.id, other.id]) {
        const adding = stores.messages.add(aMessage({ id, roomId, clientMessageId: 'mine' }))
        await expect(adding).rejects.toMatchObject({ name: 'IdTaken' })
      }

      expect(await stores.messages.add(aMessage({ roomId: room.id }))).toMatchObject({ roomSeq: 2 })
      expect(await stores.messages.latest(other.id, 9)).toEqual([])
    })
  })
}

/** Those messages in a room of their own, each from somebody else. */
async function said<const Texts extends readonly string[]>(stores: MemoryStores, texts: Texts) {
  const room = aRoom()
  await stores.rooms.add(room)
  const messages = texts.map((text) => aMessage({ roomId: room.id, text }))
  for (const message of messages) await stores.messages.add(message)
  return messages as { readonly [Index in keyof Texts]: NewMessage }
}
