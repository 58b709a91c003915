import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount, aRoom } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import type { RoomType } from '../rooms/room.ts'
import { acceptFriend, declineFriend, removeFriend } from './answer-request.ts'
import { blockUser, unblockUser } from './block-user.ts'
import type { Presence } from '../ports/presence.ts'
import { roomSeenBy } from './current-room.ts'
import { requestFriend } from './request-friend.ts'

async function two() {
  const ports = createTestPorts()
  const [clara, robert] = [anAccount({ username: 'clara' }), anAccount({ username: 'robert' })]
  for (const account of [clara, robert]) await ports.users.addAccount(account, 'hash')
  return { ports, clara, robert }
}

test('[FRND-1] asking and accepting makes friends, and so does asking back', async () => {
  const { ports, clara, robert } = await two()
  expect(await requestFriend(ports, { from: clara, handle: 'ROBERT' })).toEqual({ user: robert, state: 'requested' })
  await acceptFriend(ports, { by: robert.id, from: clara.id })
  expect(await ports.friends.listFriends(clara.id)).toHaveLength(1)

  await removeFriend(ports, { by: clara.id, other: robert.id })
  await requestFriend(ports, { from: clara, handle: robert.id })
  expect(await requestFriend(ports, { from: robert, handle: clara.id })).toMatchObject({ state: 'friends' })
})

test('[FRND-2] [S-50] a request is answered once, by the one who was asked', async () => {
  const { ports, clara, robert } = await two()
  await requestFriend(ports, { from: clara, handle: 'robert' })
  const refused = { code: 'request_not_found', about: {} }

  await expect(acceptFriend(ports, { by: clara.id, from: robert.id })).rejects.toMatchObject(refused)
  await declineFriend(ports, { by: robert.id, from: clara.id })
  await expect(declineFriend(ports, { by: robert.id, from: clara.id })).rejects.toMatchObject(refused)
  await expect(acceptFriend(ports, { by: robert.id, from: anAccount().id })).rejects.toMatchObject(refused)
  await expect(removeFriend(ports, { by: robert.id, other: clara.id })).rejects.toMatchObject(refused)
})

test('[FRND-3] guests, nobody, oneself and whom one blocks are not asked', async () => {
  const { ports, clara, robert } = await two()
  const guest = aGuest()
  await ports.users.addGuest(guest)
  await blockUser(ports, { by: clara.id, handle: 'robert' })
  const ask = (handle: string) => requestFriend(ports, { from: clara, handle })

  await expect(ask(guest.id)).rejects.toMatchObject({ code: 'user_not_found' })
  await expect(ask('nobody')).rejects.toMatchObject({ code: 'user_not_found' })
  await expect(ask('clara')).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(ask(robert.id)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('[FRND-4] [S-50] blocking ends a friendship; a request of the blocked one is neither seen nor refused', async () => {
  const { ports, clara, robert } = await two()
  await requestFriend(ports, { from: clara, handle: 'robert' })
  await acceptFriend(ports, { by: robert.id, from: clara.id })

  await blockUser(ports, { by: robert.id, handle: 'clara' })

  expect(await ports.friends.listFriends(clara.id)).toEqual([])
  expect(await requestFriend(ports, { from: clara, handle: 'robert' })).toMatchObject({ state: 'requested' })
  expect(await ports.friends.listRequests(robert.id)).toMatchObject({ received: [] })
  await unblockUser(ports, { by: robert.id, other: clara.id })
  await expect(unblockUser(ports, { by: robert.id, other: clara.id })).rejects.toMatchObject({ code: 'user_not_found' })
  await expect(blockUser(ports, { by: clara.id, handle: 'clara' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each([
  ['public', true, true],
  ['pro', true, true],
  ['private', true, false],
  ['public', false, false],
] satisfies [RoomType, boolean, boolean][])(
  '[FRND-5] of a %s room, shown %s, a friend sees it: %s',
  (type, showCurrentRoom, isSeen) => {
    const room = aRoom({ type })
    const presence: Presence = { statusOf: () => 'online', roomOf: () => room }
    expect(roomSeenBy(presence, { user: anAccount(), atMs: 0, showCurrentRoom })).toBe(isSeen ? room : null)
  },
)
