import type { MessageId, RoomId, UserId } from '../ids.ts'
import type { ChatMessage } from '../chat/message.ts'

/** A message before the store has given it its place in the room. */
export type NewMessage = Omit<ChatMessage, 'roomSeq' | 'editedAtMs' | 'removedAtMs'>

export interface AddedMessage {
  readonly id: MessageId
  readonly roomSeq: number
  readonly sentAtMs: number
  /** True when the sender had sent this `clientMessageId` before: nothing was stored, the first one is described. */
  readonly repeated: boolean
}

export interface MessageEdit {
  readonly text: string
  readonly mentions: readonly UserId[]
  readonly editedAtMs: number
}

/** What `replyTo` quotes is always what the quoted message says now. */
export interface MessageStore {
  find(id: MessageId): Promise<ChatMessage | null>
  /** A message with up to `reach` of its room's on either side, oldest first. */
  around(message: ChatMessage, reach: number): Promise<readonly ChatMessage[]>
  /** Resolves once it is durable. @throws IdTaken. `roomSeq` counts from 1 in each room, without gaps. */
  add(message: NewMessage): Promise<AddedMessage>
  /** The message as it is then; null when there is none, or it is removed. */
  edit(id: MessageId, edit: MessageEdit): Promise<ChatMessage | null>
  /** Marks it as removed and keeps its text. The message as it is then; null when there is none. */
  remove(id: MessageId, atMs: number): Promise<ChatMessage | null>
  /** Marks every message of the room, or those of one user, as removed. Resolves with the `roomSeq` of the room's last one. */
  clear(room: RoomId, what: { readonly userId?: UserId | undefined; readonly atMs: number }): Promise<number>
  /** The last `limit` messages of a room, oldest first. */
  latest(room: RoomId, limit: number): Promise<readonly ChatMessage[]>
  /** The last `limit` of those whose `roomSeq` is below `roomSeq`, oldest first. */
  before(room: RoomId, roomSeq: number, limit: number): Promise<readonly ChatMessage[]>
}
