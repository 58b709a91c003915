import { listConversations, markDirectRead, readDirect, sendDirect } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { baseOf } from '../present/base-of.ts'
import { presentConversation, presentDirect } from '../present/present-direct.ts'
import { presentPerson } from '../present/present-people.ts'

export const directRoutes: readonly Route[] = [
  handle(operations.listConversations, async ({ needs, source, caller: { user } }) => {
    const base = baseOf({ needs, source })
    const conversations = await listConversations(needs, user)
    return {
      conversations: conversations.map((conversation) => presentConversation(conversation, base)),
      unread: conversations.reduce((sum, { unread }) => sum + unread, 0),
    }
  }),

  handle(operations.listDirectMessages, async ({ needs, source, caller: { user }, params, query }) => {
    const { before, perPage } = query
    // One more tells whether there are older ones.
    const { other, messages } = await readDirect(needs, { user, other: params.userId, before, limit: perPage + 1 })
    const told = messages.slice(-perPage)
    return {
      user: presentPerson(other, baseOf({ needs, source })),
      messages: told.map(presentDirect),
      before: messages.length > perPage ? (told[0]?.id ?? null) : null,
    }
  }),

  handle(operations.sendDirectMessage, async ({ needs, caller: { user }, params, body }) => {
    const { message: text, clientMessageId } = body
    const { message } = await sendDirect(needs, { from: user, to: params.userId, text, clientMessageId })
    return presentDirect(message)
  }),

  handle(operations.readDirectMessages, async ({ needs, caller: { user }, params, body }) => {
    return { userId: await markDirectRead(needs, { user, other: params.userId, upTo: body.messageId }) }
  }),
]
