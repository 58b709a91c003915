import { IdTaken, type Room, type RoomStore, type StoredRoomOrder } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

const byName = (one: Room, other: Room): number =>
  nameKey(one.name) < nameKey(other.name) ? -1 : Number(nameKey(one.name) > nameKey(other.name))
const byAge = (one: Room, other: Room): number => one.createdAtMs - other.createdAtMs

const comparisons: Readonly<Record<StoredRoomOrder, (one: Room, other: Room) => number>> = {
  name: byName,
  '-name': (one, other) => byName(other, one),
  created_at: byAge,
  '-created_at': (one, other) => byAge(other, one),
}

export function createMemoryRoomStore(tables: MemoryTables): RoomStore {
  const { rooms, messages, roomSeqs, roomBans, roomMutes } = tables
  return {
    async add(room) {
      if (rooms.has(room.id)) throw new IdTaken()
      rooms.set(room.id, room)
    },
    async find(id) {
      return rooms.get(id) ?? null
    },
    async replace(room, before) {
      if (rooms.get(room.id)?.updatedAtMs !== before.updatedAtMs) return false
      rooms.set(room.id, room)
      return true
    },
    async listPublic({ search = '', type, among, except = [], order = '-created_at', offset, limit }) {
      const listed = [...rooms.values()]
        .filter((room) => room.type !== 'private' && nameKey(room.name).includes(nameKey(search)))
        .filter((room) => (type === undefined || room.type === type) && (among?.includes(room.id) ?? true))
        .filter((room) => !except.includes(room.id))
      // A sort keeps the order of what is equal: the newest first, upwards by age the oldest.
      const aged = order === 'created_at' ? listed : listed.toReversed()
      return { rooms: aged.toSorted(comparisons[order]).slice(offset, offset + limit), total: listed.length }
    },
    async listOwnedBy(user) {
      return [...rooms.values()].filter(({ ownerId }) => ownerId === user)
    },
    async listTemporary() {
      return [...rooms.values()].filter(({ lifetime }) => lifetime === 'temporary')
    },
    async remove(id) {
      rooms.delete(id)
      roomSeqs.delete(id)
      for (const message of messages.values()) if (message.roomId === id) messages.delete(message.id)
      for (const table of [roomBans, roomMutes]) {
        for (const [key, { roomId }] of table) if (roomId === id) table.delete(key)
      }
    },
  }
}
