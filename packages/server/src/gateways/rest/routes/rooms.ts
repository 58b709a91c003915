import { createRoom, getRoom } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentRoom } from '../present/present-room.ts'

export const roomRoutes: readonly Route[] = [
  handle(operations.listRooms, async ({ needs, query }) => {
    const { page, perPage, search } = query
    const { rooms, total } = await needs.rooms.listPublic({ page, perPage, ...(search !== undefined && { search }) })
    const items = rooms.map((room) => presentRoom(room, needs.liveRooms.countUsers(room.id)))
    return { items, page, perPage, total }
  }),

  handle(operations.getRoom, async ({ needs, params }) => {
    const room = await getRoom(needs, params.roomId)
    return presentRoom(room, needs.liveRooms.countUsers(room.id))
  }),

  handle(
    operations.createRoom,
    async ({ needs, caller, body }) => {
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
]
