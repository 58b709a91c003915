import {
  acceptFriend,
  blockUser,
  declineFriend,
  Refusal,
  removeFriend,
  requestFriend,
  unblockUser,
  type RefusalCode,
  type UserId,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import type { RestNeeds } from '../needs.ts'
import { baseOf } from '../present/base-of.ts'
import { presentBlock, presentFriend, presentFriendRequest, presentPerson } from '../present/present-people.ts'

export const friendRoutes: readonly Route[] = [
  handle(operations.listFriends, async ({ needs, source, caller: { user } }) => {
    const base = baseOf({ needs, source })
    const [friends, { received, sent }] = await Promise.all([
      needs.friends.listFriends(user.id),
      needs.friends.listRequests(user.id),
    ])
    return {
      friends: friends.map((friend) => presentFriend(friend, needs.presence, base)),
      pendingRequests: received.map((request) => presentFriendRequest(request, base)),
      sentRequests: sent.map((request) => presentFriendRequest(request, base)),
    }
  }),

  handle(operations.requestFriend, async ({ needs, source, caller, body }) => {
    const { user, state } = await requestFriend(needs, { from: caller.user, handle: handleIn(body) })
    return { ...presentPerson(user, baseOf({ needs, source })), state }
  }),

  handle(operations.acceptFriend, async ({ needs, caller, params }) => {
    const from = await findOther(needs, params.userId, 'request_not_found')
    await acceptFriend(needs, { by: caller.user.id, from })
    return { userId: from }
  }),

  handle(operations.declineFriend, async ({ needs, caller, params }) => {
    const from = await findOther(needs, params.userId, 'request_not_found')
    await declineFriend(needs, { by: caller.user.id, from })
    return { userId: from }
  }),

  handle(operations.removeFriend, async ({ needs, caller, params }) => {
    const other = await findOther(needs, params.userId, 'request_not_found')
    await removeFriend(needs, { by: caller.user.id, other })
    return { userId: other }
  }),

  handle(operations.listBlocks, async ({ needs, source, caller }) => {
    const base = baseOf({ needs, source })
    const blocked = await needs.friends.listBlocked(caller.user.id)
    return { blocks: blocked.map((block) => presentBlock(block, base)) }
  }),

  handle(operations.blockUser, async ({ needs, source, caller, body }) => {
    const user = await blockUser(needs, { by: caller.user.id, handle: handleIn(body) })
    return presentPerson(user, baseOf({ needs, source }))
  }),

  handle(operations.unblockUser, async ({ needs, caller, params }) => {
    const other = await findOther(needs, params.userId, 'user_not_found')
    await unblockUser(needs, { by: caller.user.id, other })
    return { userId: other }
  }),
]

/** The one of the two that is given. */
function handleIn({
  userId,
  username,
}: {
  readonly userId?: string | undefined
  readonly username?: string | undefined
}) {
  return userId ?? username ?? ''
}

/** A user in an address, refused as if the user were there and nothing else (S-50). */
async function findOther({ profiles }: RestNeeds, named: string, code: RefusalCode): Promise<UserId> {
  const user = await profiles.findByHandle(named)
  if (!user) throw new Refusal(code)
  return user.id
}
