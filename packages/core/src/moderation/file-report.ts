import type { ChatMessage } from '../chat/message.ts'
import type { MessageId, RoomId, UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MessageStore } from '../ports/message-store.ts'
import type { ReportStore } from '../ports/report-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { parseRemark } from './reason.ts'
import type { QuotedMessage, Report, ReportContext, ReportReason } from './report.ts'

export interface FileReport {
  readonly reporter: User
  /** Of a message … */
  readonly messageId?: MessageId | undefined
  /** … or of a user, where known with the room it happened in. */
  readonly userId?: UserId | undefined
  readonly roomId?: RoomId | undefined
  readonly reason: ReportReason
  readonly comment?: string | undefined
}

interface Needs {
  readonly users: UserStore
  readonly rooms: RoomStore
  readonly messages: MessageStore
  readonly reports: ReportStore
  readonly ids: IdSource
  readonly clock: Clock
}

/** Messages of a room on either side of the reported one. */
const reach = 10

/**
 * Tells the moderators, with a copy of what was said around it. The same report again is the same one.
 * @throws Refusal `message_not_found`, `user_not_found`, `invalid_input`.
 */
export async function fileReport(needs: Needs, request: FileReport): Promise<Report> {
  const { reporter, reason } = request
  const comment = parseRemark(request.comment ?? '', 'comment')
  const { subject, context } = await look(needs, request)
  if (subject.id === reporter.id) {
    throw new Refusal('invalid_input', { field: 'userId', ...issue('self_report') })
  }
  return needs.reports.add({
    id: needs.ids.uuid(),
    reporter: { id: reporter.id, username: reporter.username },
    subject,
    reason,
    comment,
    context,
    createdAtMs: Math.round(needs.clock.now()),
    resolution: null,
  })
}

type Seen = Pick<Report, 'subject' | 'context'>

async function look(needs: Needs, { messageId, userId, roomId }: FileReport): Promise<Seen> {
  if (messageId !== undefined && userId === undefined) return lookAtMessage(needs, messageId)
  if (userId !== undefined && messageId === undefined) return lookAtUser(needs, userId, roomId)
  throw new Refusal('invalid_input', { field: 'messageId', ...issue('one_target') })
}

async function lookAtMessage({ messages, rooms }: Needs, id: MessageId): Promise<Seen> {
  const message = await messages.find(id)
  if (!message) throw new Refusal('message_not_found')
  const [room, around] = await Promise.all([rooms.find(message.roomId), messages.around(message, reach)])
  return {
    subject: { id: message.userId, username: message.username },
    context: { room: room && quoteRoom(room), message: quote(message), around: around.map(quote) },
  }
}

async function lookAtUser({ users, messages, rooms }: Needs, id: UserId, roomId: RoomId | undefined): Promise<Seen> {
  const user = await users.find(id)
  if (!user) throw new Refusal('user_not_found', { userId: id })
  const room = roomId === undefined ? null : await rooms.find(roomId)
  const around = room ? await messages.latest(room.id, reach * 2) : []
  const context: ReportContext = { room: room && quoteRoom(room), message: null, around: around.map(quote) }
  return { subject: { id, username: user.username }, context }
}

function quoteRoom({ id, name }: { readonly id: RoomId; readonly name: string }): ReportContext['room'] {
  return { id, name }
}

function quote({ id, userId, username, text, sentAtMs }: ChatMessage): QuotedMessage {
  return { id, userId, username, text, sentAtMs }
}
