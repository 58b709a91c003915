import { roomId } from '../ids.ts'
import { keepUnderFreshId } from '../keep-under-fresh-id.ts'
import { spend } from '../limits/spend.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Budget, RateLimiter } from '../ports/rate-limiter.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { User } from '../users/user.ts'
import { checkMaxUsers, checkMayOwn, checkRoomPassword } from './check-room.ts'
import { parseRoomName } from './room-name.ts'
import { checkSettings, defaultRoomSettings, mergeSettings, type RoomSettingsPatch } from './room-settings.ts'
import type { Room, RoomType } from './room.ts'

export interface CreateRoom {
  readonly owner: User
  readonly name: string
  readonly type?: RoomType | undefined
  readonly password?: string | undefined
  readonly maxUsers?: number | undefined
  readonly settings?: RoomSettingsPatch | undefined
  readonly lifetime: Room['lifetime']
}

interface Needs {
  readonly rooms: RoomStore
  readonly roomEvents: RoomEvents
  readonly passwords: PasswordHasher
  readonly ids: IdSource
  readonly clock: Clock
  readonly rateLimiter: RateLimiter
  readonly limits: {
    readonly maxUsersPerRoom: number
    /** Rooms that one user opens; undefined counts none. */
    readonly roomsOpened?: Budget | undefined
  }
}

/** Opens a room. @throws Refusal `invalid_input`, `not_allowed` (a guest's lasting or pro room), `pro_required`, `rate_limited`, `overloaded`. */
export async function createRoom(needs: Needs, request: CreateRoom): Promise<Room> {
  const { rooms, roomEvents, passwords, ids, clock, limits } = needs
  const type = request.type ?? 'public'
  checkMayOwn(request.owner, { type, lifetime: request.lifetime })
  const name = parseRoomName(request.name)
  const maxUsers = request.maxUsers ?? limits.maxUsersPerRoom
  checkMaxUsers(maxUsers, limits.maxUsersPerRoom)
  const settings = mergeSettings(defaultRoomSettings, request.settings ?? {})
  checkSettings(settings)
  checkRoomPassword(request.password)
  await spend(needs, { budget: limits.roomsOpened, key: request.owner.id })

  const passwordHash = request.password ? await passwords.hash(request.password) : null
  const now = Math.round(clock.now())
  const draft = {
    name,
    ownerId: request.owner.id,
    type,
    maxUsers,
    passwordHash,
    lifetime: request.lifetime,
    settings,
    createdAtMs: now,
    updatedAtMs: now,
  }
  const room = await keepUnderFreshId(ids, async (id): Promise<Room> => {
    const fresh = { id: roomId(id), ...draft }
    await rooms.add(fresh)
    return fresh
  })
  roomEvents.publish({ type: 'room_opened', room })
  return room
}
