import { chatMessageTypes, messageId, roomTypes } from '@tutti/core'
import { z } from 'zod'
import { collection, queryOf } from './collection.ts'
import { choice, flag, number, text, time } from './listed-field.ts'
import { operation } from './operation.ts'
import { pageSize } from './paging.ts'
import { roomParams } from './room-params.ts'
import { RoomSettingsView, RoomView, Timestamp } from './views.ts'

const rooms = collection({
  fields: {
    roomId: text,
    roomName: text,
    roomOwner: text,
    roomType: choice(roomTypes),
    maxUsers: number,
    currentUsers: number,
    hasPassword: flag,
    temporary: flag,
    createdAt: time,
  },
  searches: ['roomName'],
  also: { name: 'roomName', users: 'currentUsers' },
})

export const listRooms = operation({
  id: 'listRooms',
  tag: 'Rooms',
  summary: 'List all but private rooms, newest first unless sorted.',
  description: 'Every field of a room that is neither an object nor a list filters and sorts.',
  access: 'anyone',
  limit: 'general',
  lists: rooms,
  query: queryOf(rooms).extend({
    hasUsers: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional()
      .describe('Whether somebody takes a place there right now.'),
  }),
  output: RoomView,
  collection: 'rooms',
  done: 'Rooms retrieved',
  refusals: [],
})

export const getRoom = operation({
  id: 'getRoom',
  tag: 'Rooms',
  summary: 'Read one room.',
  description: 'Private rooms too: whoever has the id sees the public face of the room.',
  access: 'anyone',
  limit: 'general',
  params: roomParams,
  output: RoomView,
  done: 'Room retrieved',
  refusals: ['room_not_found'],
})

export const createRoom = operation({
  id: 'createRoom',
  tag: 'Rooms',
  summary: 'Open a room that lasts until it is deleted.',
  access: 'member',
  limit: 'general',
  begins: true,
  body: z.object({
    roomName: z.string().describe('1 to 64 characters; not unique.').meta({ example: 'Late Chopin' }),
    roomType: z.enum(roomTypes).optional().describe('`public` unless said otherwise; `private` rooms are not listed.'),
    password: z.string().max(64).optional().meta({ format: 'password' }),
    maxUsers: z.int().min(1).optional().meta({ example: 20 }),
    settings: RoomSettingsView.partial().optional(),
  }),
  output: RoomView,
  done: 'Room created',
  refusals: ['pro_required', 'maintenance'],
})

export const updateRoom = operation({
  id: 'updateRoom',
  tag: 'Rooms',
  summary: 'Change a room. What is absent stays as it is.',
  description:
    'For the owner, moderators and admins; whoever is in the room sees it at once and stays there. With `max_users` below ' +
    'the number of players nobody is let in until there are fewer.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  body: z.object({
    roomName: z.string().optional().describe('1 to 64 characters; not unique.').meta({ example: 'Late Chopin' }),
    roomType: z.enum(roomTypes).optional(),
    password: z.string().max(64).nullable().optional().describe('Null or empty: none.').meta({ format: 'password' }),
    maxUsers: z.int().min(1).optional().meta({ example: 20 }),
    settings: RoomSettingsView.partial().optional(),
  }),
  output: RoomView,
  done: 'Room updated',
  refusals: ['room_not_found', 'not_allowed', 'pro_required'],
})

export const deleteRoom = operation({
  id: 'deleteRoom',
  tag: 'Rooms',
  summary: 'Delete a room with its messages.',
  description: 'For the owner, moderators and admins. Whoever is in it is told and moved out.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  output: z.object({}),
  done: 'Room deleted',
  refusals: ['room_not_found', 'not_allowed'],
})

export const ChatMessageView = z
  .object({
    messageId: z.string(),
    userId: z.string(),
    username: z.string().describe('As it was when the message was sent.').meta({ example: 'clara' }),
    message: z.string().describe('Empty once it is removed.'),
    timestamp: Timestamp,
    messageType: z.enum(chatMessageTypes),
    roomSeq: z.int().describe('Counts from 1 in each room, without gaps.'),
    editedAt: Timestamp.nullable().describe('Null: never.'),
    removed: z.boolean().describe('Taken back by its author, or by whoever runs the room.'),
    replyTo: z
      .object({
        messageId: z.string(),
        userId: z.string(),
        username: z.string(),
        message: z.string().describe('At most 100 characters; empty when that message is removed.'),
        removed: z.boolean(),
      })
      .nullable()
      .describe('What it answers, as that is now.'),
    mentions: z.array(z.string()).describe('User ids of those whom it calls by `@` and name.'),
    emote: z.boolean().describe('Said with `/me`.'),
  })
  .meta({ id: 'ChatMessage' })

export const listRoomMessages = operation({
  id: 'listRoomMessages',
  tag: 'Rooms',
  summary: 'Read the last messages of a room, oldest first.',
  description:
    'For those who are inside and those who run the room; where it is neither private nor locked, for everybody who could ' +
    'come in.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  query: z.object({
    before: z.coerce.number().int().min(1).optional().describe('Only messages whose `room_seq` is below it.'),
    perPage: pageSize(50).describe('How many, at most 100.'),
  }),
  output: z.object({
    messages: z.array(ChatMessageView),
    before: z.int().nullable().describe('To ask with for older ones; null when there are none.'),
  }),
  done: 'Messages retrieved',
  refusals: ['room_not_found', 'not_allowed', 'guests_not_allowed', 'pro_required', 'banned_from_room'],
})

const messageParams = roomParams.extend({
  messageId: z.string().max(64).transform(messageId).meta({ example: 'dQw4w9WgX' }),
})

export const editRoomMessage = operation({
  id: 'editRoomMessage',
  tag: 'Rooms',
  summary: 'Give a message of yours another text.',
  description: 'For a while after it was sent, under the rules of sending one; whoever is in the room sees it at once.',
  access: 'member',
  limit: 'general',
  params: messageParams,
  body: z.object({ message: z.string().describe('1 to 500 characters.') }),
  output: ChatMessageView,
  done: 'Message edited',
  refusals: [
    'room_not_found',
    'message_not_found',
    'message_not_editable',
    'message_empty',
    'message_too_long',
    'message_refused',
    'muted',
    'chat_disabled',
    'guests_not_allowed',
    'pro_required',
    'banned_from_room',
  ],
})

export const removeRoomMessage = operation({
  id: 'removeRoomMessage',
  tag: 'Rooms',
  summary: 'Take a message back.',
  description:
    'One of yours, or as the owner, a moderator or an admin one of somebody below you. It keeps its place, without its text.',
  access: 'member',
  limit: 'general',
  params: messageParams,
  output: ChatMessageView,
  done: 'Message removed',
  refusals: ['room_not_found', 'message_not_found', 'guests_not_allowed', 'pro_required', 'banned_from_room'],
})

export const ParticipantView = z
  .object({
    participant: z.int().describe('A number in this room, from 1, never used again while the room lives.'),
    userId: z.uuid(),
    username: z.string().meta({ example: 'clara' }),
    userTag: z.string().describe('`#` and six hex digits: the colour in this room.').meta({ example: '#86a9f7' }),
    isGuest: z.boolean(),
    listens: z.boolean().describe('Takes no place and may not play.'),
    isOwner: z.boolean(),
    mayPlay: z.boolean(),
    notesMuted: z.boolean(),
    chatMuted: z.boolean(),
    joinedAt: Timestamp,
  })
  .meta({ id: 'Participant' })

export const listRoomParticipants = operation({
  id: 'listRoomParticipants',
  tag: 'Rooms',
  summary: 'See who is in a room.',
  description: 'Of a private room only for those who are inside and those who run it.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  output: z.object({ participants: z.array(ParticipantView) }),
  done: 'Participants retrieved',
  refusals: ['room_not_found', 'not_allowed'],
})
