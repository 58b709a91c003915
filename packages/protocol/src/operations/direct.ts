import { messageId } from '@tutti/core'
import { z } from 'zod'
import { operation } from './operation.ts'
import { pageSize } from './paging.ts'
import { otherUser } from './people.ts'
import { PersonView } from './people-views.ts'
import { Timestamp } from './views.ts'

export const DirectMessageView = z
  .object({
    messageId: z.string(),
    fromUserId: z.uuid(),
    toUserId: z.uuid(),
    message: z.string(),
    timestamp: Timestamp,
  })
  .meta({ id: 'DirectMessage' })

export const listConversations = operation({
  id: 'listConversations',
  tag: 'Direct messages',
  summary: 'List whom you have written with, the newest first.',
  description: 'At most 200.',
  access: 'user',
  limit: 'general',
  output: z.object({
    conversations: z.array(PersonView.extend({ last: DirectMessageView, unread: z.int().min(0) })),
    unread: z.int().min(0).describe('All messages to you that you have not read.'),
  }),
  done: 'Conversations retrieved',
  refusals: [],
})

export const listDirectMessages = operation({
  id: 'listDirectMessages',
  tag: 'Direct messages',
  summary: 'Read what you and somebody else wrote each other, oldest first.',
  access: 'user',
  limit: 'general',
  params: otherUser,
  query: z.object({
    before: z.string().max(64).transform(messageId).optional().describe('Only messages older than this `message_id`.'),
    perPage: pageSize(50).describe('How many, at most 100.'),
  }),
  output: z.object({
    user: PersonView,
    messages: z.array(DirectMessageView),
    before: z.string().nullable().describe('To ask with for older ones; null when there are none.'),
  }),
  done: 'Messages retrieved',
  refusals: ['user_not_found'],
})

export const sendDirectMessage = operation({
  id: 'sendDirectMessage',
  tag: 'Direct messages',
  summary: 'Write to one other user.',
  description:
    'Kept until one of the two accounts goes, and told to every connection of both. Somebody who blocks you, or takes no ' +
    'messages from you, refuses it alike.',
  access: 'member',
  limit: 'general',
  params: otherUser,
  body: z.object({
    message: z.string().describe('1 to 500 characters.'),
    clientMessageId: z.string().max(64).optional().describe('The same one again is the same message.'),
  }),
  output: DirectMessageView,
  done: 'Message sent',
  refusals: ['user_not_found', 'not_reachable', 'message_empty', 'message_too_long'],
})

export const readDirectMessages = operation({
  id: 'readDirectMessages',
  tag: 'Direct messages',
  summary: 'Say that you have read up to a message.',
  access: 'member',
  limit: 'general',
  params: otherUser,
  body: z.object({ messageId: z.string().max(64).transform(messageId) }),
  output: z.object({ userId: z.string() }),
  done: 'Messages read',
  refusals: ['user_not_found', 'message_not_found'],
})
