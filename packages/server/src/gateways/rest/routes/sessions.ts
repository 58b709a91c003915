import {
  authenticate,
  endAllSessions,
  endSession,
  issue,
  logOut,
  Refusal,
  refreshSession,
  renewToken,
  type OpenedSession,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route, type Source } from '../handle.ts'
import type { RestNeeds } from '../needs.ts'
import { presentPage } from '../present-page.ts'
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

  handle(operations.listSessions, async ({ needs, caller, listing }) => {
    const own = { userId: caller.user.id, nowMs: needs.clock.now(), current: caller.sessionId }
    const page = await needs.sessions.list({ ...listing, ...own })
    return presentPage(listing, page, (session) => presentOwnSession(session, caller.sessionId))
  }),

  handle(operations.endSession, async ({ needs, caller, params }) => {
    await endSession(needs, caller, params.sessionId)
    return {}
  }),
]

type Refreshed = Omit<OpenedSession, 'refreshToken'> & Partial<Pick<OpenedSession, 'refreshToken'>>

/** A refresh token goes before a token in the header, which may be a stale one. */
async function refresh(needs: RestNeeds, source: Source, refreshToken: string | undefined): Promise<Refreshed> {
  const { tokenTerms } = source.manner
  if (refreshToken !== undefined) return refreshSession(needs, { refreshToken, tokenTerms })
  if (!source.headers.has('authorization')) {
    throw new Refusal('invalid_input', { field: 'refreshToken', ...issue('required') })
  }
  return renewToken(needs, await authenticate(needs, readToken(source.headers)), tokenTerms)
}
