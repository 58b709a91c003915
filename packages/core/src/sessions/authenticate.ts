import type { SessionId, UserId } from '../ids.ts'
import type { AccessTokens } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { SocketTickets } from '../ports/socket-tickets.ts'
import type { UserStore } from '../ports/user-store.ts'
import { checkNotSuspended } from '../moderation/suspension.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { useSession } from './find-open-session.ts'

/** Somebody whose session is open right now. */
export interface Caller {
  readonly user: User
  readonly sessionId: SessionId
}

/** A caller who has shown an access token. */
export interface TokenBearer extends Caller {
  /** When that token expires. */
  readonly expiresAtMs: number
}

interface Needs {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clock: Clock
}

/** Who sends this token. Roles and name are the account's present ones. @throws Refusal `invalid_token`, `suspended`. */
export async function authenticate(
  needs: Needs & { readonly accessTokens: AccessTokens },
  token: string,
): Promise<TokenBearer> {
  const claims = await needs.accessTokens.verify(token)
  const caller = await findCaller(needs, claims)
  if (!caller || caller.user.generation !== claims.generation) throw new Refusal('invalid_token')
  return { ...caller, expiresAtMs: claims.expiresAtMs }
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

/** The caller as they are now; null once the session is not open any more, or is another user's. @throws Refusal `suspended`. */
export async function findCaller(
  needs: Needs,
  claims: { readonly userId: UserId; readonly sessionId: SessionId },
): Promise<Caller | null> {
  const found = await useSession(needs, claims.sessionId, claims.userId)
  if (!found) return null
  checkNotSuspended(found.user, needs.clock.now())
  return { user: found.user, sessionId: found.session.id }
}
