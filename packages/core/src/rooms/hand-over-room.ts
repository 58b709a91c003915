import type { RoomId, UserId } from '../ids.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { changeRoom, type ChangesRooms } from './change-room.ts'
import { mayOwn } from './check-room.ts'
import type { LiveRoom } from './live-room.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room } from './room.ts'

/**
 * Gives a room whose guest owner has left to whoever is there longest, players before listeners. An account keeps its
 * room, and so does a guest while nobody there could have it.
 */
export async function handOverRoom(
  needs: ChangesRooms & { readonly users: Pick<UserStore, 'find'> },
  live: LiveRoom,
): Promise<void> {
  const { ownerId } = live.room
  const owner = ownerId === null ? null : await needs.users.find(ownerId)
  if (owner?.kind === 'account') return
  await unlessGone(
    changeRoom(needs, live.id, (room) => {
      const isStillAway = room.ownerId === ownerId && !live.isAttendedBy(ownerId)
      const heir = isStillAway ? heirOf(room, live) : undefined
      return heir ? { ...room, ownerId: heir.id } : room
    }),
  )
}

interface AbandonNeeds extends ChangesRooms {
  readonly rooms: RoomStore
  readonly liveRooms: Pick<LiveRooms, 'find'>
}

export interface Abandoned {
  readonly userId: UserId
  /** Read before the user was deleted: afterwards they belong to nobody. */
  readonly owned: readonly Pick<Room, 'id'>[]
}

/** After a user was deleted: each room goes to whoever is there longest, or else stays nobody's. */
export async function abandonRooms(needs: AbandonNeeds, { userId, owned }: Abandoned): Promise<void> {
  for (const { id } of owned) await abandon(needs, id, userId)
}

function abandon(needs: AbandonNeeds, id: RoomId, userId: UserId): Promise<void> {
  const change = (room: Room): Room => {
    if (room.ownerId !== null && room.ownerId !== userId) return room
    return { ...room, ownerId: heirOf(room, needs.liveRooms.find(id), userId)?.id ?? null }
  }
  return unlessGone(changeRoom(needs, id, change))
}

function heirOf(room: Room, live: LiveRoom | undefined, gone: UserId | null = null): User | undefined {
  const present = [...(live?.participants ?? [])].filter(
    ({ user, isAway }) => !isAway && user.id !== gone && mayOwn(user, room),
  )
  return (present.find(({ listens }) => !listens) ?? present[0])?.user
}

/** A room that has closed meanwhile needs no owner. */
async function unlessGone(change: Promise<Room>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'room_not_found')) throw error
  }
}
