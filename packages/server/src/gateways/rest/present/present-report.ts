import type { QuotedMessage, Report } from '@tutti/core'
import type { operations } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { presentTime } from './present-time.ts'

type View = z.input<typeof operations.resolveReport.output>

/** A report as moderators see it. */
export function presentReport(report: Report): View {
  const { reporter, subject, resolution, context } = report
  return {
    reportId: report.id,
    status: resolution ? 'resolved' : 'open',
    reason: report.reason,
    comment: report.comment,
    reporter: { userId: reporter.id, username: reporter.username },
    subject: { userId: subject.id, username: subject.username },
    room: context.room && { roomId: context.room.id, roomName: context.room.name },
    message: context.message && presentQuote(context.message),
    around: context.around.map(presentQuote),
    createdAt: presentTime(report.createdAtMs),
    resolution: resolution && {
      outcome: resolution.outcome,
      note: resolution.note,
      resolvedBy: { userId: resolution.byId, username: resolution.byName },
      resolvedAt: presentTime(resolution.atMs),
    },
  }
}

function presentQuote({ id, userId, username, text, sentAtMs }: QuotedMessage): NonNullable<View['message']> {
  return { messageId: id, userId, username, message: text, timestamp: presentTime(sentAtMs) }
}
