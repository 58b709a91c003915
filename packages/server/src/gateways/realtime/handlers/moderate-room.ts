import {
  banUser,
  clearMessages,
  kickUser,
  muteUser,
  Refusal,
  roomId,
  transferRoom,
  unbanUser,
  unmuteUser,
  updateRoom,
  userId,
  type RoomId,
  type RoomPatch,
  type User,
} from '@tutti/core'
import { RoomType, type ModerationCommand, type RoomChange } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { roomTypes } from './join-room.ts'
import { settingsOf } from './settings-of.ts'
import { done, type Reply } from './reply.ts'

type Action = ModerationCommand['action']
type ValueOf<Case extends Action['case']> = Extract<Action, { readonly case: Case }>['value']

interface By {
  readonly roomId: RoomId
  readonly user: User
}

type Orders = {
  readonly [Case in NonNullable<Action['case']>]: (ports: Ports, by: By, value: ValueOf<Case>) => Promise<unknown>
}

const orders: Orders = {
  kick: (ports, by, { userId: id, reason }) => kickUser(ports, { ...by, userId: userId(id), reason }),
  ban: (ports, by, { userId: id, reason, minutes }) =>
    banUser(ports, { ...by, userId: userId(id), reason, minutes: minutes || null }),
  unban: (ports, by, id) => unbanUser(ports, { ...by, userId: userId(id) }),
  mute: (ports, by, { userId: id, minutes, chat = true, notes = true }) =>
    muteUser(ports, { ...by, userId: userId(id), minutes: minutes || null, chat, notes }),
  unmute: (ports, by, id) => unmuteUser(ports, { ...by, userId: userId(id) }),
  transfer: (ports, by, id) => transferRoom(ports, { ...by, userId: userId(id) }),
  room: (ports, by, change) => updateRoom(ports, { ...by, patch: patchOf(change) }),
  clearChat: (ports, by, { userId: id }) => clearMessages(ports, { ...by, userId: id === '' ? undefined : userId(id) }),
}

/**
 * What whoever runs a room may do, by the same use cases as over HTTP. @throws Refusal theirs; `not_in_room` for the room
 * of one who is in none.
 */
export async function moderateRoom(ports: Ports, connection: Connection, command: ModerationCommand): Promise<Reply> {
  const { action } = command
  if (action.case === undefined) throw new Refusal('unsupported_message')
  const which = command.roomId === '' ? connection.seat?.channel.live.id : roomId(command.roomId)
  if (which === undefined) throw new Refusal('not_in_room')
  const user = (await ports.users.find(connection.user.id)) ?? connection.user
  await carryOut(ports, { roomId: which, user }, action)
  return done
}

async function carryOut<Case extends NonNullable<Action['case']>>(
  ports: Ports,
  by: By,
  action: { readonly case: Case; readonly value: ValueOf<Case> },
): Promise<void> {
  await orders[action.case](ports, by, action.value)
}

function patchOf({ roomName, roomType, password, maxUsers, settings }: RoomChange): RoomPatch {
  return {
    name: roomName,
    type: roomType === RoomType.UNSPECIFIED ? undefined : roomTypes[roomType],
    password,
    maxUsers: maxUsers || undefined,
    settings: settingsOf(settings),
  }
}
