import { banUser, checkMayManage, getRoom, kickUser, muteUser, transferRoom, unbanUser, unmuteUser } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentPage } from '../present-page.ts'
import { presentRoom } from '../present/present-room.ts'
import { presentBan, presentMute } from '../present/present-sanctions.ts'

export const roomPeopleRoutes: readonly Route[] = [
  handle(operations.kickUser, async ({ needs, caller: { user }, params, body }) =>
    presentBan(await kickUser(needs, { user, ...params, ...body })),
  ),

  handle(operations.listRoomBans, async ({ needs, caller: { user }, params: { roomId }, listing }) => {
    checkMayManage(await getRoom(needs, roomId), user)
    const page = await needs.roomSanctions.listBans({ ...listing, roomId, nowMs: needs.clock.now() })
    return presentPage(listing, page, presentBan)
  }),

  handle(operations.banUser, async ({ needs, caller: { user }, params, body }) =>
    presentBan(await banUser(needs, { user, ...params, ...body })),
  ),

  handle(operations.unbanUser, async ({ needs, caller: { user }, params }) => {
    await unbanUser(needs, { user, ...params })
    return {}
  }),

  handle(operations.muteUser, async ({ needs, caller: { user }, params, body }) =>
    presentMute(await muteUser(needs, { user, ...params, ...body })),
  ),

  handle(operations.unmuteUser, async ({ needs, caller: { user }, params }) => {
    await unmuteUser(needs, { user, ...params })
    return {}
  }),

  handle(operations.transferRoom, async ({ needs, caller: { user }, params, body }) => {
    const room = await transferRoom(needs, { user, ...params, ...body })
    return presentRoom(room, needs.liveRooms.countUsers(room.id))
  }),
]
