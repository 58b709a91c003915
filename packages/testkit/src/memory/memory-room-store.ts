import type { RoomStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

export function createMemoryRoomStore({ rooms, messages, roomSeqs }: MemoryTables): RoomStore {
  return {
    async add(room) {
      rooms.set(room.id, room)
    },
    async find(id) {
      return rooms.get(id) ?? null
    },
    async listPublic({ search = '', page, perPage }) {
      const listed = [...rooms.values()]
        .toReversed()
        .filter(({ type, name }) => type !== 'private' && nameKey(name).includes(nameKey(search)))
        .toSorted((one, other) => other.createdAtMs - one.createdAtMs)
      const start = (page - 1) * perPage
      return { rooms: listed.slice(start, start + perPage), total: listed.length }
    },
    async listTemporary() {
      return [...rooms.values()].filter(({ lifetime }) => lifetime === 'temporary')
    },
    async remove(id) {
      rooms.delete(id)
      roomSeqs.delete(id)
      for (const message of messages.values()) if (message.roomId === id) messages.delete(message.id)
    },
  }
}
