import { sessionId } from '@tutti/core'
import { z } from 'zod'
import { collection, queryOf } from './collection.ts'
import { flag, text, time } from './listed-field.ts'
import { operation } from './operation.ts'
import { SessionView, Timestamp } from './views.ts'

const nothing = z.object({})

export const refreshSession = operation({
  id: 'refreshSession',
  tag: 'Authentication',
  summary: 'Exchange a refresh token for a new pair.',
  description:
    'A refresh token is good once. Sent again within 10 seconds it gives the same pair again, for an answer that got ' +
    'lost; later it ends the session, newest pair and all. Without a body a valid token in `Authorization` gives a new ' +
    'token alone.',
  access: 'anyone',
  limit: 'auth',
  handsOut: true,
  body: z.object({ refreshToken: z.string().max(8192).optional() }),
  output: SessionView.extend({
    refreshToken: SessionView.shape.refreshToken.optional().describe('Absent when none was sent.'),
  }).meta({ id: 'RefreshedSession' }),
  done: 'Session refreshed',
  refusals: [],
})

export const validateToken = operation({
  id: 'validateToken',
  tag: 'Authentication',
  summary: 'Ask whether a token is valid, and until when.',
  description: 'For one that is not, the error comes with `data: { valid: false }`.',
  access: 'user',
  limit: 'general',
  output: z.object({ valid: z.literal(true), expiresAt: Timestamp }),
  done: 'The token is valid',
  refusedData: { valid: false },
  refusals: [],
})

export const logOut = operation({
  id: 'logOut',
  tag: 'Authentication',
  summary: 'End the session: its tokens, and its connections.',
  access: 'user',
  limit: 'general',
  output: nothing,
  done: 'Logged out',
  refusals: [],
})

export const logOutEverywhere = operation({
  id: 'logOutEverywhere',
  tag: 'Authentication',
  summary: 'End all of your sessions, this one too.',
  access: 'user',
  limit: 'general',
  output: nothing,
  done: 'Logged out everywhere',
  refusals: [],
})

const sessions = collection({
  fields: {
    sessionId: text,
    current: flag,
    userAgent: text,
    applicationId: text,
    createdAt: time,
    lastUsedAt: time,
    expiresAt: time,
  },
})

export const listSessions = operation({
  id: 'listSessions',
  tag: 'Authentication',
  summary: 'List where you are logged in, the last used first.',
  access: 'user',
  limit: 'general',
  lists: sessions,
  query: queryOf(sessions),
  output: z
    .object({
      sessionId: z.uuid(),
      current: z.boolean().describe('Whether it is the one that asks.'),
      userAgent: z.string().nullable().describe('What the client calls itself.'),
      applicationId: z.uuid().nullable().describe('Which installation of it, where it said so.'),
      createdAt: Timestamp,
      lastUsedAt: Timestamp.describe('Exact to a minute.'),
      expiresAt: Timestamp.describe('When it ends, if it is not used before.'),
    })
    .meta({ id: 'OwnSession' }),
  collection: 'sessions',
  done: 'Sessions retrieved',
  refusals: [],
})

export const endSession = operation({
  id: 'endSession',
  tag: 'Authentication',
  summary: 'End one of your sessions.',
  access: 'user',
  limit: 'general',
  params: z.object({ sessionId: z.string().transform(sessionId).meta({ format: 'uuid' }) }),
  output: nothing,
  done: 'Session ended',
  refusals: ['session_not_found'],
})
