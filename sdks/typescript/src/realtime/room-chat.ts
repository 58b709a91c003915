import type { Ack, ChatChange, OutgoingMember, ServerMessage } from '@tutti/protocol/realtime'
import type { Runtime } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
import { type Log, addKept, addPending, clear, fail, mergeHistory, replace, settle, withdraw } from './chat-log.ts'
import { OutgoingChat, type Said } from './outgoing-chat.ts'
import { parseMessage } from './parse-room.ts'
import type { ChatMessage, RoomUser } from './room-types.ts'

interface Parts {
  readonly runtime: Pick<Runtime, 'newId'>
  /** The server's clock, epoch ms. */
  readonly now: () => number
  readonly me: () => RoomUser
  /** @throws TuttiError */
  readonly ask: (member: OutgoingMember) => Promise<ServerMessage['message']>
  readonly onMessages: (messages: readonly ChatMessage[]) => void
}

interface Sending {
  readonly text: string
  /** Empty for none. */
  readonly replyTo: string
  /** Else it waits for `sendAgain`. */
  readonly isConnected: boolean
}

/** What is said in a room: ours from the first letter on, theirs as the server keeps it. */
export class RoomChat {
  readonly #parts: Parts
  readonly #outgoing: OutgoingChat
  #messages: Log

  constructor(parts: Parts, history: Log) {
    this.#parts = parts
    this.#messages = history
    this.#outgoing = new OutgoingChat({
      ask: (said) => this.#askToKeep(said),
      onDone: (clientMessageId) => this.#show(withdraw(this.#messages, clientMessageId)),
      onKept: (clientMessageId, kept) => this.#show(settle(this.#messages, clientMessageId, kept)),
      onFailed: (clientMessageId, { code }) => this.#show(fail(this.#messages, clientMessageId, code)),
    })
  }

  get messages(): Log {
    return this.#messages
  }

  /** Resolves when the server keeps it. @throws TuttiError */
  async send({ text, replyTo, isConnected }: Sending): Promise<void> {
    const { userId, username } = this.#parts.me()
    const clientMessageId = this.#parts.runtime.newId()
    const message: ChatMessage = {
      messageId: clientMessageId,
      clientMessageId,
      userId,
      username,
      text,
      sentAtMs: this.#parts.now(),
      type: 'user',
      isEmote: false,
      editedAtMs: null,
      isRemoved: false,
      replyTo: this.#quote(replyTo),
      mentions: [],
      roomSeq: 0,
      mine: true,
      pending: true,
    }
    this.#show(addPending(this.#messages, message))
    await this.#outgoing.add({ clientMessageId, text, replyTo }, { isConnected })
  }

  /** @throws TuttiError */
  async change(value: Extract<OutgoingMember, { case: 'chatChange' }>['value']): Promise<void> {
    await this.#parts.ask({ case: 'chatChange', value })
  }

  hear(message: ChatMessage): void {
    // Our own comes back when the server keeps it otherwise than it was typed.
    const { clientMessageId, mine } = message
    const before = mine && clientMessageId !== '' ? withdraw(this.#messages, clientMessageId) : this.#messages
    this.#show(addKept(before, message))
  }

  hearChange({ change }: ChatChange): void {
    if (change.case === 'changed') {
      this.#show(replace(this.#messages, parseMessage(change.value, this.#parts.me().userId)))
    }
    if (change.case !== 'cleared') return
    this.#show(clear(this.#messages, { upTo: Number(change.value.upToRoomSeq), userId: change.value.userId }))
  }

  /** A history that came after a gap. */
  merge(history: Log): void {
    this.#show(mergeHistory(this.#messages, history))
  }

  /** What of ours is in that history has arrived. */
  seen(history: Log): void {
    for (const { clientMessageId, mine, ...kept } of history) if (mine) this.#outgoing.seen(clientMessageId, kept)
  }

  sendAgain(): void {
    this.#outgoing.sendAgain()
  }

  failAll(error: TuttiError): void {
    this.#outgoing.failAll(error)
  }

  async #askToKeep({ text, ...said }: Said): Promise<Pick<Ack, 'messageId' | 'roomSeq' | 'timestamp'>> {
    const answer = await this.#parts.ask({ case: 'chatMessage', value: { message: text, ...said } })
    if (answer.case === 'ack') return answer.value
    throw new TuttiError({ code: 'unexpected_answer', message: 'The server did not say that it keeps the message.' })
  }

  #quote(messageId: string): ChatMessage['replyTo'] {
    const quoted = this.#messages.find((message) => message.messageId === messageId)
    if (!quoted) return null
    const { userId, username, text, isRemoved } = quoted
    return { messageId, userId, username, text, isRemoved }
  }

  #show(messages: Log): void {
    if (messages === this.#messages) return
    this.#messages = messages
    this.#parts.onMessages(messages)
  }
}
