import { isInForce, Refusal, type RoomBan, type RoomId, type RoomSanctionStore, type UserId } from '@tutti/core'
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
    async listBans({ roomId, nowMs, page, perPage }) {
      const bans = [...roomBans.values()]
        .filter((ban) => ban.roomId === roomId && isInForce(ban, nowMs))
        .toSorted((one, other) => other.createdAtMs - one.createdAtMs)
      const start = (page - 1) * perPage
      return { bans: bans.slice(start, start + perPage), total: bans.length }
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

/** Neither id has a space. */
function sanctionKey(room: RoomId, user: UserId): string {
  return `${room} ${user}`
}
