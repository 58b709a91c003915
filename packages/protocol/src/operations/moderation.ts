import { auditActions, messageId, reportOutcomes, reportReasons, reportStatuses, roomId, userId } from '@tutti/core'
import { z } from 'zod'
import { collection, queryOf } from './collection.ts'
import { choice, number, text, time } from './listed-field.ts'
import { operation } from './operation.ts'
import { Timestamp } from './views.ts'

const Until = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .nullable()
  .default(null)
  .describe('When it is over; null until it is lifted.')
const Reason = z.string().describe('1 to 500 characters.').meta({ example: 'Spam in several rooms' })
const Remark = z.string().max(2000).optional().describe('At most 500 characters.')
const UserParam = z.object({ userId: z.string().transform(userId) })
const Nothing = z.object({})

const Somebody = z.object({ userId: z.string(), username: z.string() })
const QuotedMessageView = z
  .object({
    messageId: z.string(),
    userId: z.string(),
    username: z.string(),
    message: z.string(),
    timestamp: Timestamp,
  })
  .meta({ id: 'QuotedMessage' })

export const ReportView = z
  .object({
    reportId: z.uuid(),
    status: z.enum(reportStatuses),
    reason: z.enum(reportReasons),
    comment: z.string(),
    reporter: Somebody,
    subject: Somebody.describe('Who it is about.'),
    room: z.object({ roomId: z.string(), roomName: z.string() }).nullable(),
    message: QuotedMessageView.nullable().describe('The reported message, as it was then.'),
    around: z.array(QuotedMessageView).describe('What was said around it, as it was then; oldest first.'),
    createdAt: Timestamp,
    resolution: z
      .object({
        outcome: z.enum(reportOutcomes),
        note: z.string(),
        resolvedBy: z.object({ userId: z.string().nullable(), username: z.string() }),
        resolvedAt: Timestamp,
      })
      .nullable(),
  })
  .meta({ id: 'Report' })

export const fileReport = operation({
  id: 'fileReport',
  tag: 'Moderation',
  summary: 'Report a message or a user.',
  description: 'Name either a message or a user. What was said around it is copied for the moderators.',
  access: 'user',
  limit: 'general',
  body: z.object({
    messageId: z.string().transform(messageId).optional(),
    userId: z.string().meta({ example: '0b9f3c1e-58a1-4c9e-9d5b-6f1d2a7c4e10' }).transform(userId).optional(),
    roomId: z.string().transform(roomId).optional().describe('Of a user: where it happened.'),
    reason: z.enum(reportReasons),
    comment: Remark,
  }),
  output: z.object({ reportId: z.uuid(), status: z.enum(reportStatuses), createdAt: Timestamp }),
  done: 'Thank you, a moderator will look at it',
  refusals: ['message_not_found', 'user_not_found'],
})

const reports = collection({
  fields: {
    reportId: text,
    reason: choice(reportReasons),
    comment: text,
    reporter: { ...text, isSorted: false },
    subject: { ...text, isSorted: false },
    createdAt: time,
  },
  searches: ['comment', 'reporter', 'subject'],
})

export const listReports = operation({
  id: 'listReports',
  tag: 'Moderation',
  summary: 'Read the queue of reports.',
  description:
    'Open ones oldest first; all or resolved ones newest first, unless sorted. `reporter` and `subject` filter by `user_id`.',
  access: 'moderator',
  limit: 'general',
  lists: reports,
  query: queryOf(reports).extend({ status: z.enum([...reportStatuses, 'all']).default('open') }),
  output: ReportView,
  collection: 'reports',
  done: 'Reports retrieved',
  refusals: [],
})

export const resolveReport = operation({
  id: 'resolveReport',
  tag: 'Moderation',
  summary: 'Say what came of a report.',
  description: 'The first word counts: a report that is resolved stays as it is.',
  access: 'moderator',
  limit: 'general',
  params: z.object({ reportId: z.string() }),
  body: z.object({ outcome: z.enum(reportOutcomes), note: Remark }),
  output: ReportView,
  done: 'Report resolved',
  refusals: ['report_not_found'],
})

export const suspendUser = operation({
  id: 'suspendUser',
  tag: 'Moderation',
  summary: 'Shut an account or a guest out.',
  description:
    'Counts at once: its requests are refused with 403, its connections closed. A moderator may not suspend moderators, ' +
    'admins or themselves.',
  access: 'moderator',
  limit: 'general',
  params: UserParam,
  body: z.object({ reason: Reason, until: Until }),
  output: z.object({
    userId: z.string(),
    reason: z.string(),
    suspendedAt: Timestamp,
    until: Timestamp.nullable(),
  }),
  done: 'User suspended',
  refusals: ['user_not_found'],
})

export const liftSuspension = operation({
  id: 'liftSuspension',
  tag: 'Moderation',
  summary: 'Let a suspended user in again.',
  access: 'moderator',
  limit: 'general',
  params: UserParam,
  output: Nothing,
  done: 'Suspension lifted',
  refusals: ['user_not_found'],
})

const AddressBanView = z
  .object({
    address: z.string().meta({ example: '192.0.2.0/24' }),
    reason: z.string(),
    bannedBy: z.string().nullable().describe('A user_id; null for the command line.'),
    createdAt: Timestamp,
    until: Timestamp.nullable(),
  })
  .meta({ id: 'AddressBan' })

const Address = z.string().max(100).describe('An IP address, or a range of them.').meta({ example: '192.0.2.0/24' })

const addressBans = collection({
  fields: { address: text, reason: text, bannedBy: text, createdAt: time, until: time },
  searches: ['reason'],
})

export const listAddressBans = operation({
  id: 'listAddressBans',
  tag: 'Moderation',
  summary: 'List banned addresses, newest first.',
  access: 'moderator',
  limit: 'general',
  lists: addressBans,
  query: queryOf(addressBans),
  output: AddressBanView,
  collection: 'bans',
  done: 'Bans retrieved',
  refusals: [],
})

export const banAddress = operation({
  id: 'banAddress',
  tag: 'Moderation',
  summary: 'Shut an address, or a range of them, out.',
  description: 'Nobody logs in, registers, comes as a guest or connects from there. A range that is there is replaced.',
  access: 'moderator',
  limit: 'general',
  body: z.object({ address: Address, reason: Reason, until: Until }),
  output: AddressBanView,
  done: 'Address banned',
  refusals: [],
})

export const liftAddressBan = operation({
  id: 'liftAddressBan',
  tag: 'Moderation',
  summary: 'Lift the ban of an address.',
  access: 'moderator',
  limit: 'general',
  query: z.object({ address: Address }),
  output: Nothing,
  done: 'Ban lifted',
  refusals: ['address_ban_not_found'],
})

const entries = collection({
  fields: {
    entryId: number,
    action: choice(auditActions),
    actorId: text,
    actorName: text,
    address: text,
    targetId: text,
    targetName: text,
    timestamp: time,
  },
  searches: ['actorName', 'targetName'],
})

export const listAudit = operation({
  id: 'listAudit',
  tag: 'Moderation',
  summary: 'Read the audit log, newest first.',
  description: 'Who did what, when, from where and to whom. Nothing changes or removes an entry.',
  access: 'moderator',
  limit: 'general',
  lists: entries,
  query: queryOf(entries).extend({
    userId: z.string().transform(userId).optional().describe('Who did it, or to whom it was done.'),
  }),
  output: z
    .object({
      entryId: z.int().describe('Counts upwards.'),
      action: z.enum(auditActions),
      actorId: z.string().nullable().describe('A user_id; null for the command line and for nobody known.'),
      actorName: z.string(),
      address: z.string().nullable(),
      targetId: z.string().nullable(),
      targetName: z.string().nullable(),
      details: z.record(z.string(), z.string()),
      timestamp: Timestamp,
    })
    .meta({ id: 'AuditEntry' }),
  collection: 'entries',
  done: 'Audit log retrieved',
  refusals: [],
})
