import { IdTaken, type Room, type RoomField, type RoomStore } from '@tutti/core'
import { listInMemory, type Fields } from './list-in-memory.ts'
import type { MemoryTables } from './memory-tables.ts'

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
    async listPublic({ occupancy = [], ...listing }) {
      const users = new Map(occupancy)
      const items = [...rooms.values()]
        .filter(({ type }) => type !== 'private')
        .toSorted((one, other) => one.createdAtMs - other.createdAtMs)
      const fields = { ...roomFields, currentUsers: ({ id }: Room) => users.get(id) ?? 0 }
      return listInMemory({ items, fields, age: 'createdAt' }, listing)
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

const roomFields: Fields<Room, Exclude<RoomField, 'currentUsers'>> = {
  roomId: ({ id }) => id,
  roomName: ({ name }) => name,
  roomOwner: ({ ownerId }) => ownerId,
  roomType: ({ type }) => type,
  maxUsers: ({ maxUsers }) => maxUsers,
  hasPassword: ({ passwordHash }) => passwordHash !== null,
  temporary: ({ lifetime }) => lifetime === 'temporary',
  createdAt: ({ createdAtMs }) => createdAtMs,
}
