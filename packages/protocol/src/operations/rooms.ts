import { roomId, roomTypes } from '@tutti/core'
import { z } from 'zod'
import { operation } from './operation.ts'
import { paging } from './paging.ts'
import { RoomSettingsView, RoomView } from './views.ts'

export const listRooms = operation({
  id: 'listRooms',
  tag: 'Rooms',
  summary: 'List public rooms, newest first.',
  access: 'anyone',
  limit: 'general',
  query: z.object({
    ...paging,
    search: z.string().max(100).optional().describe('Letters that the name must contain, without case.'),
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
  params: z.object({ roomId: z.string().transform(roomId).meta({ example: 'V1StGXR8_' }) }),
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
  body: z.object({
    roomName: z.string().describe('1 to 64 characters; not unique.').meta({ example: 'Late Chopin' }),
    roomType: z.enum(roomTypes).optional().describe('`public` unless said otherwise; `private` rooms are not listed.'),
    password: z.string().max(64).optional().meta({ format: 'password' }),
    maxUsers: z.int().min(1).optional().meta({ example: 20 }),
    settings: RoomSettingsView.partial().optional(),
  }),
  output: RoomView,
  done: 'Room created',
  refusals: ['pro_required'],
})
