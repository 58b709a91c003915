import type { ChatMessage } from '../chat/message.ts'
import type { RoomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { MessageStore } from '../ports/message-store.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { asShown } from '../chat/message.ts'
import { getRoom } from './get-room.ts'
import type { Participant } from './live-room.ts'
import type { LiveRooms } from './live-rooms.ts'
import { checkDoor } from './open-door.ts'
import { mayManage } from './room-authority.ts'
import type { Room } from './room.ts'

interface Needs {
  readonly rooms: RoomStore
  readonly liveRooms: Pick<LiveRooms, 'find'>
}

/** Who is there. Of a private room only those inside and those who run it are told. @throws Refusal `room_not_found`, `not_allowed`. */
export async function listParticipants(
  { rooms, liveRooms }: Needs,
  { roomId, user }: { readonly roomId: RoomId; readonly user: User },
): Promise<readonly Participant[]> {
  const room = await getRoom({ rooms }, roomId)
  const live = liveRooms.find(roomId)
  if (room.type === 'private' && !isInside(room, user, live)) throw new Refusal('not_allowed')
  return [...(live?.participants ?? [])]
}

export interface ReadMessages {
  readonly roomId: RoomId
  readonly user: User
  /** Only messages whose `roomSeq` is below it. */
  readonly before?: number | undefined
  readonly limit: number
}

/**
 * What was said, oldest first. Those who are inside and those who run the room read it; of a room that is neither private
 * nor locked also everybody who could come in.
 * @throws Refusal `room_not_found`, `not_allowed`, `guests_not_allowed`, `pro_required`, `banned_from_room`.
 */
export async function readMessages(
  needs: Needs & ReadNeeds & { readonly messages: MessageStore },
  { roomId, user, before, limit }: ReadMessages,
): Promise<readonly ChatMessage[]> {
  const room = await getRoom(needs, roomId)
  await checkMayRead(needs, room, user)
  const { messages } = needs
  const read = await (before === undefined ? messages.latest(roomId, limit) : messages.before(roomId, before, limit))
  return read.map(asShown)
}

interface ReadNeeds {
  readonly liveRooms: Pick<LiveRooms, 'find'>
  readonly roomSanctions: RoomSanctionStore
  readonly clock: Clock
}

/** @throws Refusal `not_allowed`, `guests_not_allowed`, `pro_required`, `banned_from_room`. */
export async function checkMayRead(needs: ReadNeeds, room: Room, user: User): Promise<void> {
  if (!isInside(room, user, needs.liveRooms.find(room.id))) await checkFromOutside(needs, room, user)
}

async function checkFromOutside(
  { roomSanctions, clock }: { readonly roomSanctions: RoomSanctionStore; readonly clock: Clock },
  room: Room,
  user: User,
): Promise<void> {
  if (room.type === 'private' || room.passwordHash !== null) throw new Refusal('not_allowed')
  const ban = await roomSanctions.findBan(room.id, user.id)
  checkDoor({ room, user, ban, nowMs: clock.now() })
}

function isInside(room: Room, user: User, live: ReturnType<LiveRooms['find']>): boolean {
  return mayManage(room, user) || (live?.holds(user.id) ?? false)
}
