import {
  authenticate,
  endAllSessions,
  endSession,
  logOut,
  Refusal,
  refreshSession,
  renewToken,
  type OpenedSession,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route, type Source } from '../handle.ts'
import type { RestNeeds } from '../needs.ts'
import { baseOf } from '../present/base-of.ts'
import { presentOwnSession } from '../present/present-own-session.ts'
import { presentTime } from '../present/present-time.ts'
import { presentUser } from '../present/present-user.ts'
import { readToken } from '../read-token.ts'

export const sessionRoutes: readonly Route[] = [
  handle(operations.refreshSession, async ({ needs, source, body }) => {
    const { token, refreshToken, expiresAtMs, user } = await refresh(needs, source, body.refreshToken)
    return {
      token,
      ...(refreshToken !== undefined && { refreshToken }),
      expiresIn: Math.ceil((expiresAtMs - needs.clock.now()) / 1000),
      user: presentUser(user, baseOf({ needs, source })),
    }
  }),

  handle(operations.validateToken, async ({ caller }) => ({
    valid: true as const,
    expiresAt: presentTime(caller.expiresAtMs),
  })),

  handle(operations.logOut, async ({ needs, caller }) => {
    await logOut(needs, caller)
    return {}
  }),

  handle(operations.logOutEverywhere, async ({ needs, caller }) => {
    await endAllSessions(needs, caller.user.id, { cause: 'logged_out' })
    return {}
  }),

  handle(operations.listSessions, async ({ needs, caller, query: { page, perPage } }) => {
    const listing = { userId: caller.user.id, nowMs: needs.clock.now(), page, perPage }
    const { sessions, total } = await needs.sessions.list(listing)
    const items = sessions.map((session) => presentOwnSession(session, caller.sessionId))
    return { items, page, perPage, total }
  }),

  handle(operations.endSession, async ({ needs, caller, params }) => {
    await endSession(needs, caller, params.sessionId)
    return {}
  }),
]

type Refreshed = Omit<OpenedSession, 'refreshToken'> & Partial<Pick<OpenedSession, 'refreshToken'>>

/** A refresh token goes before a token in the header, which may be a stale one. */
async function refresh(needs: RestNeeds, source: Source, refreshToken: string | undefined): Promise<Refreshed> {
  if (refreshToken !== undefined) return refreshSession(needs, { refreshToken })
  if (!source.headers.has('authorization')) {
    throw new Refusal('invalid_input', { field: 'refreshToken', issue: 'Is required' })
  }
  return renewToken(needs, await authenticate(needs, readToken(source.headers)))
}
