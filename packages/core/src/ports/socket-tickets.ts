import type { SessionId, UserId } from '../ids.ts'

export interface TicketClaims {
  readonly userId: UserId
  readonly sessionId: SessionId
  /** The page that asked for it, when it was a page: only from there it opens a connection. */
  readonly origin?: string
}

/** Encrypted one-time passes for a WebSocket connection. */
export interface SocketTickets {
  issue(claims: TicketClaims): Promise<{ readonly payload: string; readonly expiresAtMs: number }>
  /** Uses the ticket up. @throws Refusal `invalid_ticket`: malformed, altered, expired or used before. */
  redeem(payload: string): Promise<TicketClaims>
}
