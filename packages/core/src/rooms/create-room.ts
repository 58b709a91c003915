import { roomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import { isPro } from '../users/roles.ts'
import { rolesOf, type User } from '../users/user.ts'
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
  readonly limits: { readonly maxUsersPerRoom: number }
}

/** Opens a room. @throws Refusal `invalid_input`, `not_allowed` (a guest's lasting or pro room), `pro_required`, `overloaded`. */
export async function createRoom(needs: Needs, request: CreateRoom): Promise<Room> {
  const { rooms, roomEvents, passwords, ids, clock, limits } = needs
  const type = request.type ?? 'public'
  checkMayOpen(request.owner, type, request.lifetime)
  const name = parseRoomName(request.name)
  const maxUsers = request.maxUsers ?? limits.maxUsersPerRoom
  checkMaxUsers(maxUsers, limits.maxUsersPerRoom)
  const settings = mergeSettings(defaultRoomSettings, request.settings ?? {})
  checkSettings(settings)
  checkRoomPassword(request.password)

  const passwordHash = request.password ? await passwords.hash(request.password) : null
  const now = Math.round(clock.now())
  const room: Room = {
    id: roomId(ids.shortId()),
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
  await rooms.add(room)
  roomEvents.publish({ type: 'room_opened', room })
  return room
}

function checkMayOpen(owner: User, type: RoomType, lifetime: Room['lifetime']): void {
  if (owner.kind === 'guest' && lifetime === 'lasting') throw new Refusal('not_allowed')
  if (type === 'pro' && !isPro(rolesOf(owner))) throw new Refusal('pro_required')
}

function checkMaxUsers(maxUsers: number, most: number): void {
  if (Number.isInteger(maxUsers) && maxUsers >= 1 && maxUsers <= most) return
  throw new Refusal('invalid_input', { field: 'maxUsers', issue: `Must be a whole number from 1 to ${most}` })
}

function checkRoomPassword(password: string | undefined): void {
  if (password === undefined || password.length <= 64) return
  throw new Refusal('invalid_input', { field: 'password', issue: 'Use at most 64 characters' })
}
