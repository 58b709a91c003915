import { IdTaken, quoteMessage, Refusal, type ChatMessage, type MessageStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export function createMemoryMessageStore({ rooms, messages, roomSeqs }: MemoryTables): MessageStore {
  /** What it answers says what it says now. */
  const read = (message: ChatMessage): ChatMessage => {
    const answered = message.replyTo && messages.get(message.replyTo.messageId)
    return { ...message, replyTo: answered ? quoteMessage(answered) : null }
  }
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
      messages.set(message.id, { ...message, roomSeq, editedAtMs: null, removedAtMs: null })
      return { id: message.id, roomSeq, sentAtMs: message.sentAtMs, repeated: false }
    },
    async find(id) {
      const found = messages.get(id)
      return found ? read(found) : null
    },
    async edit(id, edit) {
      const found = messages.get(id)
      if (!found || found.removedAtMs !== null) return null
      const edited = { ...found, ...edit }
      messages.set(id, edited)
      return read(edited)
    },
    async remove(id, atMs) {
      const found = messages.get(id)
      if (!found) return null
      const removed = { ...found, removedAtMs: found.removedAtMs ?? atMs }
      messages.set(id, removed)
      return read(removed)
    },
    async clear(room, { userId, atMs }) {
      for (const message of messages.values()) {
        const isMeant = message.roomId === room && (userId === undefined || message.userId === userId)
        if (isMeant && message.removedAtMs === null) messages.set(message.id, { ...message, removedAtMs: atMs })
      }
      return roomSeqs.get(room) ?? 0
    },
    async around({ roomId: room, roomSeq }, reach) {
      const near = [...messages.values()].filter(
        (one) => one.roomId === room && Math.abs(one.roomSeq - roomSeq) <= reach,
      )
      return near.toSorted((one, other) => one.roomSeq - other.roomSeq).map(read)
    },
    async latest(room, limit) {
      const own = [...messages.values()].filter(({ roomId }) => roomId === room)
      return own
        .toSorted((one, other) => one.roomSeq - other.roomSeq)
        .slice(-limit)
        .map(read)
    },
    async before(room, roomSeq, limit) {
      const own = [...messages.values()].filter((message) => message.roomId === room && message.roomSeq < roomSeq)
      return own
        .toSorted((one, other) => one.roomSeq - other.roomSeq)
        .slice(-limit)
        .map(read)
    },
  }
}
