import {
  checkNotInMaintenance,
  createRoom,
  deleteRoom,
  editMessage,
  getRoom,
  listParticipants,
  listRooms,
  readMessages,
  removeMessage,
  updateRoom,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentPage } from '../present-page.ts'
import { presentMessage, presentParticipant } from '../present/present-inside.ts'
import { presentRoom } from '../present/present-room.ts'

export const roomRoutes: readonly Route[] = [
  handle(operations.listRooms, async ({ needs, query: { hasUsers }, listing }) => {
    const occupied = { field: 'currentUsers', comparison: hasUsers ? 'gt' : 'lte', values: [0] } as const
    const asked = hasUsers === undefined ? listing : { ...listing, filters: [...listing.filters, occupied] }
    const page = await listRooms(needs, asked)
    return presentPage(listing, page, (room) => presentRoom(room, needs.liveRooms.countUsers(room.id)))
  }),

  handle(operations.getRoom, async ({ needs, params }) => {
    const room = await getRoom(needs, params.roomId)
    return presentRoom(room, needs.liveRooms.countUsers(room.id))
  }),

  handle(
    operations.createRoom,
    async ({ needs, caller, body }) => {
      checkNotInMaintenance(needs.houseRules.maintenance, caller.user)
      const { roomName, roomType, password, maxUsers, settings } = body
      const room = await createRoom(needs, {
        owner: caller.user,
        name: roomName,
        type: roomType,
        password,
        maxUsers,
        settings,
        lifetime: 'lasting',
      })
      return presentRoom(room, 0)
    },
    ({ roomId }) => ({ operation: 'getRoom', params: { roomId } }),
  ),

  handle(operations.updateRoom, async ({ needs, caller: { user }, params: { roomId }, body }) => {
    const { roomName, roomType, password, maxUsers, settings } = body
    const patch = { name: roomName, type: roomType, password, maxUsers, settings }
    const room = await updateRoom(needs, { roomId, user, patch })
    return presentRoom(room, needs.liveRooms.countUsers(roomId))
  }),

  handle(operations.deleteRoom, async ({ needs, caller: { user }, params: { roomId } }) => {
    await deleteRoom(needs, { roomId, user })
    return {}
  }),

  handle(operations.listRoomMessages, async ({ needs, caller: { user }, params: { roomId }, query }) => {
    const { before, perPage } = query
    const messages = await readMessages(needs, { roomId, user, before, limit: perPage })
    const first = messages[0]?.roomSeq ?? 1
    return { messages: messages.map(presentMessage), before: first > 1 ? first : null }
  }),

  handle(operations.editRoomMessage, async ({ needs, caller: { user }, params, body }) =>
    presentMessage(await editMessage(needs, { ...params, user, text: body.message })),
  ),

  handle(operations.removeRoomMessage, async ({ needs, caller: { user }, params }) =>
    presentMessage(await removeMessage(needs, { ...params, user })),
  ),

  handle(operations.listRoomParticipants, async ({ needs, caller: { user }, params: { roomId } }) => {
    const participants = await listParticipants(needs, { roomId, user })
    return { participants: participants.map(presentParticipant) }
  }),
]
