import { describe, expect, test } from 'vitest'
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
      expect(await stores.messages.latest(room.id, 10)).toEqual([{ ...message, roomSeq: 1 }])
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

    test('a room that is not there takes no message', async () => {
      await using stores = await open()
      const { id } = aRoom()

      const adding = stores.messages.add(aMessage({ roomId: id }))

      await expect(adding).rejects.toMatchObject({ code: 'room_not_found', about: { roomId: id } })
    })

    test('[CHAT-5] an id that is taken is said to be, and costs no number', async () => {
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
