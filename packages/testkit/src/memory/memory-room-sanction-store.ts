import {
  isInForce,
  Refusal,
  type RoomBan,
  type RoomBanField,
  type RoomId,
  type RoomSanctionStore,
  type UserId,
} from '@tutti/core'
import { listInMemory, type Fields } from './list-in-memory.ts'
import type { MemoryTables } from './memory-tables.ts'

type Tables = Pick<MemoryTables, 'users' | 'rooms' | 'roomBans' | 'roomMutes'>

export function createMemoryRoomSanctionStore({ users, rooms, roomBans, roomMutes }: Tables): RoomSanctionStore {
  const check = ({ roomId, userId }: Pick<RoomBan, 'roomId' | 'userId'>): void => {
    if (!rooms.has(roomId) || !users.has(userId)) throw new Refusal('room_not_found', { roomId })
  }
  const by = <Sanction extends Pick<RoomBan, 'byId'>>(sanction: Sanction): Sanction =>
    sanction.byId !== null && users.has(sanction.byId) ? sanction : { ...sanction, byId: null }

  return {
    async putBan(ban) {
      check(ban)
      roomBans.set(sanctionKey(ban.roomId, ban.userId), by(ban))
    },
    async findBan(room, user) {
      return roomBans.get(sanctionKey(room, user)) ?? null
    },
    async listBans({ roomId, nowMs, ...listing }) {
      const items = [...roomBans.values()]
        .filter((ban) => ban.roomId === roomId && isInForce(ban, nowMs))
        .toSorted((one, other) => one.createdAtMs - other.createdAtMs)
      return listInMemory({ items, fields: banFields, age: 'createdAt' }, listing)
    },
    async removeBan(room, user) {
      roomBans.delete(sanctionKey(room, user))
    },
    async putMute(mute) {
      check(mute)
      roomMutes.set(sanctionKey(mute.roomId, mute.userId), by(mute))
    },
    async findMute(room, user) {
      return roomMutes.get(sanctionKey(room, user)) ?? null
    },
    async removeMute(room, user) {
      roomMutes.delete(sanctionKey(room, user))
    },
  }
}

const banFields: Fields<RoomBan, RoomBanField> = {
  userId: ({ userId }) => userId,
  username: ({ username }) => username,
  reason: ({ reason }) => reason,
  bannedBy: ({ byId }) => byId,
  createdAt: ({ createdAtMs }) => createdAtMs,
  endsAt: ({ endsAtMs }) => endsAtMs,
}

/** Neither id has a space. */
function sanctionKey(room: RoomId, user: UserId): string {
  return `${room} ${user}`
}
