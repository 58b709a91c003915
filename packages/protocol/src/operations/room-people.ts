import { userId } from '@tutti/core'
import { z } from 'zod'
import { collection, queryOf } from './collection.ts'
import { text, time } from './listed-field.ts'
import { operation } from './operation.ts'
import { roomParams } from './room-params.ts'
import { RoomView, Timestamp } from './views.ts'

const User = z.uuid().transform(userId)
const personParams = roomParams.extend({ userId: User })
const reason = z.string().max(1000).optional().describe('Told to the user; at most 200 characters.')
const minutes = z.int().min(1).nullable().optional().describe('Until it is lifted when absent or null.')
const nothing = z.object({})

export const RoomBanView = z
  .object({
    roomId: z.string(),
    userId: z.uuid(),
    username: z.string().describe('As it was when the ban was imposed.'),
    reason: z.string(),
    bannedBy: z.uuid().nullable().describe('Null when that account is gone.'),
    createdAt: Timestamp,
    endsAt: Timestamp.nullable().describe('Null: until it is lifted.'),
  })
  .meta({ id: 'RoomBan' })

export const RoomMuteView = z
  .object({
    roomId: z.string(),
    userId: z.uuid(),
    username: z.string().describe('As it was when the mute was imposed.'),
    chat: z.boolean(),
    notes: z.boolean(),
    mutedBy: z.uuid().nullable().describe('Null when that account is gone.'),
    createdAt: Timestamp,
    endsAt: Timestamp.nullable().describe('Null: until it is lifted.'),
  })
  .meta({ id: 'RoomMute' })

export const kickUser = operation({
  id: 'kickUser',
  tag: 'Rooms',
  summary: 'Move somebody out of a room.',
  description: 'For the owner, moderators and admins. Coming back is possible after a minute. The ban is answered.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  body: z.object({ userId: User, reason }),
  output: RoomBanView,
  done: 'User moved out',
  refusals: ['room_not_found', 'user_not_found', 'not_allowed'],
})

const bans = collection({
  fields: { userId: text, username: text, reason: text, bannedBy: text, createdAt: time, endsAt: time },
})

export const listRoomBans = operation({
  id: 'listRoomBans',
  tag: 'Rooms',
  summary: 'List who may not come into a room, newest first.',
  description: 'For the owner, moderators and admins.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  lists: bans,
  query: queryOf(bans),
  output: RoomBanView,
  collection: 'bans',
  done: 'Bans retrieved',
  refusals: ['room_not_found', 'not_allowed'],
})

export const banUser = operation({
  id: 'banUser',
  tag: 'Rooms',
  summary: 'Move somebody out of a room and keep the user out.',
  description: 'For the owner, moderators and admins, of those below them. In the place of a ban that is there.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  body: z.object({ userId: User, reason, minutes }),
  output: RoomBanView,
  done: 'User banned',
  refusals: ['room_not_found', 'user_not_found', 'not_allowed'],
})

export const unbanUser = operation({
  id: 'unbanUser',
  tag: 'Rooms',
  summary: 'Lift a ban.',
  description: 'Lifting none changes nothing.',
  access: 'user',
  limit: 'general',
  params: personParams,
  output: nothing,
  done: 'Ban lifted',
  refusals: ['room_not_found', 'not_allowed'],
})

export const muteUser = operation({
  id: 'muteUser',
  tag: 'Rooms',
  summary: "Take somebody's voice in a room: chat, notes, or both.",
  description: 'For the owner, moderators and admins, of those below them. In the place of a mute that is there.',
  access: 'user',
  limit: 'general',
  params: personParams,
  body: z.object({ chat: z.boolean().default(true), notes: z.boolean().default(true), minutes }),
  output: RoomMuteView,
  done: 'User muted',
  refusals: ['room_not_found', 'user_not_found', 'not_allowed'],
})

export const unmuteUser = operation({
  id: 'unmuteUser',
  tag: 'Rooms',
  summary: 'Give the voice back.',
  description: 'Lifting no mute changes nothing.',
  access: 'user',
  limit: 'general',
  params: personParams,
  output: nothing,
  done: 'Mute lifted',
  refusals: ['room_not_found', 'not_allowed'],
})

export const transferRoom = operation({
  id: 'transferRoom',
  tag: 'Rooms',
  summary: 'Give a room to another user.',
  description: 'For the owner, moderators and admins. The new owner must be somebody who could have opened the room.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  body: z.object({ userId: User }),
  output: RoomView,
  done: 'Room handed over',
  refusals: ['room_not_found', 'user_not_found', 'not_allowed', 'pro_required'],
})
