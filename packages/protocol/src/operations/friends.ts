import { z } from 'zod'
import { customIssue } from './custom-issue.ts'
import { operation } from './operation.ts'
import { otherUser } from './people.ts'
import { BlockedUserView, FriendRequestView, FriendView, PersonView } from './people-views.ts'

export const listFriends = operation({
  id: 'listFriends',
  tag: 'Friends',
  summary: 'List your friends, and the requests that wait for an answer.',
  access: 'user',
  limit: 'general',
  output: z.object({
    friends: z.array(FriendView),
    pendingRequests: z.array(FriendRequestView).describe('Sent to you.'),
    sentRequests: z.array(FriendRequestView).describe('Sent by you.'),
  }),
  done: 'Friends retrieved',
  refusals: [],
})

/** Somebody named by id or by user name: exactly one of the two. */
const somebody = z
  .object({
    userId: z.string().max(64).optional().meta({ format: 'uuid' }),
    username: z.string().max(64).optional().meta({ example: 'clara' }),
  })
  .refine(({ userId, username }) => (userId === undefined) !== (username === undefined), {
    path: ['userId'],
    ...customIssue('one_person'),
  })

export const requestFriend = operation({
  id: 'requestFriend',
  tag: 'Friends',
  summary: 'Ask somebody to be a friend.',
  description: 'Asking somebody who has asked you already makes you friends. Asking again changes nothing.',
  access: 'member',
  limit: 'general',
  body: somebody,
  output: PersonView.extend({ state: z.enum(['requested', 'friends']) }),
  done: 'Friend request sent',
  refusals: ['user_not_found', 'friends_full'],
})

export const acceptFriend = operation({
  id: 'acceptFriend',
  tag: 'Friends',
  summary: "Accept somebody's request.",
  access: 'member',
  limit: 'general',
  params: otherUser,
  output: z.object({ userId: z.string() }),
  done: 'You are friends',
  refusals: ['request_not_found'],
})

export const declineFriend = operation({
  id: 'declineFriend',
  tag: 'Friends',
  summary: "Decline somebody's request. Nobody is told.",
  access: 'member',
  limit: 'general',
  params: otherUser,
  output: z.object({ userId: z.string() }),
  done: 'Request declined',
  refusals: ['request_not_found'],
})

export const removeFriend = operation({
  id: 'removeFriend',
  tag: 'Friends',
  summary: 'End a friendship, or take your request back.',
  access: 'member',
  limit: 'general',
  params: otherUser,
  output: z.object({ userId: z.string() }),
  done: 'Friend removed',
  refusals: ['request_not_found'],
})

export const listBlocks = operation({
  id: 'listBlocks',
  tag: 'Friends',
  summary: 'List whom you block.',
  access: 'user',
  limit: 'general',
  output: z.object({ blocks: z.array(BlockedUserView) }),
  done: 'Blocked users retrieved',
  refusals: [],
})

export const blockUser = operation({
  id: 'blockUser',
  tag: 'Friends',
  summary: 'Block somebody.',
  description: 'Ends a friendship; requests of that user are not shown to you. Nobody is told.',
  access: 'member',
  limit: 'general',
  body: somebody,
  output: PersonView,
  done: 'User blocked',
  refusals: ['user_not_found', 'friends_full'],
})

export const unblockUser = operation({
  id: 'unblockUser',
  tag: 'Friends',
  summary: 'Block somebody no longer.',
  access: 'member',
  limit: 'general',
  params: otherUser,
  output: z.object({ userId: z.string() }),
  done: 'User unblocked',
  refusals: ['user_not_found'],
})
