import type { MessageId, RoomId, UserId } from '../ids.ts'

export const reportReasons = ['spam', 'harassment', 'hate', 'sexual', 'impersonation', 'disruption', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

export const reportStatuses = ['open', 'resolved'] as const
export type ReportStatus = (typeof reportStatuses)[number]

export const reportOutcomes = ['dismissed', 'warned', 'removed', 'suspended', 'banned'] as const
export type ReportOutcome = (typeof reportOutcomes)[number]

/** A message as it was when somebody reported it, or something near it. */
export interface QuotedMessage {
  readonly id: MessageId
  readonly userId: UserId
  readonly username: string
  readonly text: string
  readonly sentAtMs: number
}

/** What a moderator needs to judge; a copy, for rooms and messages go. */
export interface ReportContext {
  readonly room: { readonly id: RoomId; readonly name: string } | null
  /** The reported one. */
  readonly message: QuotedMessage | null
  /** What was said around it, the reported one among it; of a user, the room's last messages. Oldest first. */
  readonly around: readonly QuotedMessage[]
}

export interface Report {
  readonly id: string
  readonly reporter: { readonly id: UserId; readonly username: string }
  readonly subject: { readonly id: UserId; readonly username: string }
  readonly reason: ReportReason
  readonly comment: string
  readonly context: ReportContext
  readonly createdAtMs: number
  readonly resolution: Resolution | null
}

export interface Resolution {
  readonly outcome: ReportOutcome
  readonly note: string
  readonly byId: UserId | null
  readonly byName: string
  readonly atMs: number
}
