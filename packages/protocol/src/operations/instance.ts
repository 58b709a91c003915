import { noticeKinds, userId } from '@tutti/core'
import { z } from 'zod'
import { collection, queryOf } from './collection.ts'
import { number, text, time } from './listed-field.ts'
import { operation } from './operation.ts'
import { accountRole } from './people-views.ts'
import { Timestamp, UserView } from './views.ts'

const MaintenanceView = z
  .object({
    enabled: z.boolean(),
    message: z.string(),
    retryAfter: z.int().describe('Seconds.').meta({ example: 60 }),
  })
  .meta({ id: 'Maintenance' })

export const setUserRoles = operation({
  id: 'setUserRoles',
  tag: 'Administration',
  summary: 'Give an account its roles.',
  description: 'These and no others; `member` goes without saying. They count at once. The last admin stays one.',
  access: 'admin',
  limit: 'general',
  params: z.object({ userId: z.string().transform(userId) }),
  body: z.object({
    roles: z
      .array(accountRole)
      .max(10)
      .meta({ example: ['member', 'moderator'] }),
  }),
  output: UserView,
  done: 'Roles changed',
  refusals: ['user_not_found', 'last_admin'],
})

export const sendNotice = operation({
  id: 'sendNotice',
  tag: 'Administration',
  summary: 'Tell everybody who is connected something.',
  access: 'admin',
  limit: 'general',
  body: z.object({
    message: z
      .string()
      .max(2000)
      .describe('1 to 500 characters.')
      .meta({ example: 'Concert at eight in the Green Room' }),
    kind: z.enum(noticeKinds).default('info'),
  }),
  output: z.object({
    notificationId: z.string(),
    kind: z.enum(noticeKinds),
    message: z.string(),
    timestamp: Timestamp,
    receivers: z.int().describe('Connections that were told.'),
  }),
  done: 'Notice sent',
  refusals: [],
})

export const setMaintenance = operation({
  id: 'setMaintenance',
  tag: 'Administration',
  summary: 'Switch maintenance on or off.',
  description:
    'While it is on, logging in, registering, coming as a guest and opening rooms are refused with 503 to everybody but ' +
    'admins; who is connected is told and plays on.',
  access: 'admin',
  limit: 'general',
  body: z.object({
    enabled: z.boolean(),
    message: z.string().max(2000).optional().describe('At most 500 characters; told to those who are turned away.'),
    retryAfter: z.int().min(1).max(86_400).optional().describe('Seconds; 60 unless said otherwise.'),
  }),
  output: MaintenanceView,
  done: 'Maintenance switched',
  refusals: [],
})

export const getOverview = operation({
  id: 'getOverview',
  tag: 'Administration',
  summary: 'How much there is of everything.',
  access: 'admin',
  limit: 'general',
  output: z.object({
    users: z.int().describe('Accounts.'),
    guests: z.int(),
    rooms: z.int(),
    sockets: z.int().describe('Open connections.'),
    messagesToday: z.int().describe('Chat messages since midnight, UTC.'),
    openReports: z.int(),
    uptime: z.int().describe('Seconds since the start.'),
    maintenance: MaintenanceView,
  }),
  done: 'Overview retrieved',
  refusals: [],
})

const InviteView = z
  .object({
    inviteId: z.uuid(),
    note: z.string(),
    uses: z.int(),
    maxUses: z.int(),
    createdBy: z.string().nullable().describe('A user_id; null for the command line.'),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Invite' })

export const createInvite = operation({
  id: 'createInvite',
  tag: 'Administration',
  summary: 'Make a code that opens accounts.',
  description: 'The code is told once. It matters where `TUTTI_REGISTRATION` is `invite`.',
  access: 'admin',
  limit: 'general',
  handsOut: true,
  body: z.object({
    maxUses: z.int().min(1).max(1000).optional().describe('1 unless said otherwise.'),
    days: z.int().min(1).max(365).optional().describe('How long it is good for; 7 unless said otherwise.'),
    note: z.string().max(2000).optional().describe('For yourself; at most 500 characters.'),
  }),
  output: InviteView.extend({ code: z.string().describe('Give it to register as `invite`.') }).meta({
    id: 'NewInvite',
  }),
  done: 'Invite created',
  refusals: [],
})

const invites = collection({
  fields: {
    inviteId: text,
    note: text,
    uses: number,
    maxUses: number,
    createdBy: text,
    createdAt: time,
    expiresAt: time,
  },
  searches: ['note'],
})

export const listInvites = operation({
  id: 'listInvites',
  tag: 'Administration',
  summary: 'List invites, newest first, without their codes.',
  access: 'admin',
  limit: 'general',
  lists: invites,
  query: queryOf(invites),
  output: InviteView,
  collection: 'invites',
  done: 'Invites retrieved',
  refusals: [],
})

export const revokeInvite = operation({
  id: 'revokeInvite',
  tag: 'Administration',
  summary: 'Make an invite worth nothing.',
  access: 'admin',
  limit: 'general',
  params: z.object({ inviteId: z.string() }),
  output: z.object({}),
  done: 'Invite revoked',
  refusals: ['invite_not_found'],
})
