import type { DirectMessage, DirectMessageStore, MessageId, UserId } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export function createMemoryDirectMessageStore({
  users,
  directMessages,
  directReads,
}: MemoryTables): DirectMessageStore {
  const ofBoth = (one: UserId, other: UserId): DirectMessage[] =>
    [...directMessages.values()].filter(
      ({ fromId, toId }) => (fromId === one && toId === other) || (fromId === other && toId === one),
    )
  const placeOf = (id: MessageId | undefined): number => (id ? [...directMessages.keys()].indexOf(id) : -1)
  const keyOf = (reader: UserId, other: UserId): string => `${reader} ${other}`

  return {
    async add(message) {
      const before = [...directMessages.values()].find(
        ({ fromId, toId, clientMessageId }) =>
          fromId === message.fromId &&
          toId === message.toId &&
          clientMessageId !== null &&
          clientMessageId === message.clientMessageId,
      )
      if (before) return { id: before.id, sentAtMs: before.sentAtMs, repeated: true }
      directMessages.set(message.id, message)
      return { id: message.id, sentAtMs: message.sentAtMs, repeated: false }
    },
    async between(one, other, { before, limit }) {
      const all = ofBoth(one, other)
      if (before === undefined) return all.slice(-limit)
      const place = placeOf(before)
      return all.filter(({ id }) => placeOf(id) < place).slice(-limit)
    },
    async conversations(of, limit) {
      const own = [...directMessages.values()].filter(({ fromId, toId }) => fromId === of || toId === of)
      const others = new Set(own.toReversed().map(({ fromId, toId }) => (fromId === of ? toId : fromId)))
      return [...others].slice(0, limit).flatMap((other) => {
        const user = users.get(other)?.user
        const all = ofBoth(of, other)
        const last = all.at(-1)
        if (!user || !last) return []
        const read = placeOf(directReads.get(keyOf(of, other)))
        return [{ user, last, unread: all.filter(({ fromId, id }) => fromId === other && placeOf(id) > read).length }]
      })
    },
    async markRead(of, other, upTo) {
      if (!ofBoth(of, other).some(({ id }) => id === upTo)) return false
      const key = keyOf(of, other)
      if (placeOf(upTo) > placeOf(directReads.get(key))) directReads.set(key, upTo)
      return true
    },
    async listAll(of) {
      return [...directMessages.values()].filter(({ fromId, toId }) => fromId === of || toId === of)
    },
  }
}
