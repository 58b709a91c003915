import { IdTaken, Refusal, type MessageStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export function createMemoryMessageStore({ rooms, messages, roomSeqs }: MemoryTables): MessageStore {
  return {
    async add(message) {
      if (!rooms.has(message.roomId)) throw new Refusal('room_not_found', { roomId: message.roomId })
      const before = [...messages.values()].find(
        ({ roomId, userId, clientMessageId }) =>
          roomId === message.roomId &&
          userId === message.userId &&
          clientMessageId !== null &&
          clientMessageId === message.clientMessageId,
      )
      if (before) return { id: before.id, roomSeq: before.roomSeq, sentAtMs: before.sentAtMs, repeated: true }

      if (messages.has(message.id)) throw new IdTaken()
      const roomSeq = (roomSeqs.get(message.roomId) ?? 0) + 1
      roomSeqs.set(message.roomId, roomSeq)
      messages.set(message.id, { ...message, roomSeq })
      return { id: message.id, roomSeq, sentAtMs: message.sentAtMs, repeated: false }
    },
    async find(id) {
      return messages.get(id) ?? null
    },
    async around({ roomId: room, roomSeq }, reach) {
      const near = [...messages.values()].filter(
        (one) => one.roomId === room && Math.abs(one.roomSeq - roomSeq) <= reach,
      )
      return near.toSorted((one, other) => one.roomSeq - other.roomSeq)
    },
    async latest(room, limit) {
      const own = [...messages.values()].filter(({ roomId }) => roomId === room)
      return own.toSorted((one, other) => one.roomSeq - other.roomSeq).slice(-limit)
    },
    async before(room, roomSeq, limit) {
      const own = [...messages.values()].filter((message) => message.roomId === room && message.roomSeq < roomSeq)
      return own.toSorted((one, other) => one.roomSeq - other.roomSeq).slice(-limit)
    },
  }
}
