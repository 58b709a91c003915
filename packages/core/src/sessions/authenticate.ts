import type { SessionId, UserId } from '../ids.ts'
import type { AccessTokens } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { SocketTickets } from '../ports/socket-tickets.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'

/** Somebody whose session is open right now. */
export interface Caller {
  readonly user: User
  readonly sessionId: SessionId
}

interface Needs {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clock: Clock
}

/** Who sends this token. Roles and name are the account's present ones. @throws Refusal `invalid_token`. */
export async function authenticate(
  needs: Needs & { readonly accessTokens: AccessTokens },
  token: string,
): Promise<Caller> {
  const claims = await needs.accessTokens.verify(token)
  const caller = await findCaller(needs, claims)
  if (!caller || caller.user.generation !== claims.generation) throw new Refusal('invalid_token')
  return caller
}

/** Who holds this connection ticket; it is used up. @throws Refusal `invalid_ticket`, or `foreign_origin` from another page. */
export async function redeemTicket(
  needs: Needs & { readonly socketTickets: SocketTickets },
  { payload, origin }: { readonly payload: string; readonly origin?: string | undefined },
): Promise<Caller> {
  const claims = await needs.socketTickets.redeem(payload)
  if (claims.origin !== undefined && origin !== undefined && origin !== claims.origin)
    throw new Refusal('foreign_origin')
  const caller = await findCaller(needs, claims)
  if (!caller) throw new Refusal('invalid_ticket')
  return caller
}

async function findCaller(
  { users, sessions, clock }: Needs,
  claims: { readonly userId: UserId; readonly sessionId: SessionId },
): Promise<Caller | null> {
  const [session, user] = await Promise.all([sessions.find(claims.sessionId), users.find(claims.userId)])
  if (!session || !user || session.userId !== user.id || session.expiresAtMs <= clock.now()) return null
  return { user, sessionId: session.id }
}
