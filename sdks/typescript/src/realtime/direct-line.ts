import type { DirectMessage as WireDirect, DirectRead, OutgoingMember, ServerMessage } from '@tutti/protocol/realtime'
import type { Runtime } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'

/** What one user wrote to another. */
export interface DirectMessage {
  readonly messageId: string
  readonly clientMessageId: string
  readonly fromUserId: string
  readonly fromUsername: string
  readonly toUserId: string
  readonly toUsername: string
  readonly text: string
  readonly sentAtMs: number
}

export interface SentDirect {
  readonly messageId: string
  readonly sentAtMs: number
}

/** All that we and that user wrote up to this message is read. */
export interface ReadUpTo {
  readonly userId: string
  readonly messageId: string
}

/** Writing to one person, room or no room. What was written before is read over HTTP: `client.direct`. */
export interface DirectLine {
  /** Resolves when the server keeps it. `to`: an id or an account's name. @throws TuttiError `not_reachable`, `user_not_found` */
  send(to: string, text: string): Promise<SentDirect>
  /** Our other connections hear of it. @throws TuttiError */
  markRead(userId: string, messageId: string): Promise<void>
}

type Ask = (member: OutgoingMember) => Promise<ServerMessage['message']>

export function createDirectLine(ask: Ask, { newId }: Pick<Runtime, 'newId'>): DirectLine {
  return {
    async send(to, text) {
      const value = { toUserId: to, message: text, clientMessageId: newId() }
      const answer = await ask({ case: 'directMessage', value })
      if (answer.case === 'ack') {
        return { messageId: answer.value.messageId, sentAtMs: Number(answer.value.timestamp) }
      }
      throw new TuttiError({ code: 'unexpected_answer', message: 'The server did not say that it keeps the message.' })
    },
    async markRead(userId, messageId) {
      await ask({ case: 'directRead', value: { userId, messageId } })
    },
  }
}

export function parseDirect({ message, timestamp, ...told }: WireDirect): DirectMessage {
  return {
    messageId: told.messageId,
    clientMessageId: told.clientMessageId,
    fromUserId: told.fromUserId,
    fromUsername: told.fromUsername,
    toUserId: told.toUserId,
    toUsername: told.toUsername,
    text: message,
    sentAtMs: Number(timestamp),
  }
}

export function parseRead({ userId, messageId }: DirectRead): ReadUpTo {
  return { userId, messageId }
}
