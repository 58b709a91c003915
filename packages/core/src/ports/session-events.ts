import type { SessionId, UserId } from '../ids.ts'

/** Why: `reused` is a refresh token that was spent before, `banned` a suspension or a ban. */
export type SessionEnd = 'logged_out' | 'revoked' | 'reused' | 'credentials_changed' | 'account_deleted' | 'banned'

/** Published after what they tell of is durable. */
export type SessionEvent =
  | {
      readonly type: 'session_ended'
      readonly userId: UserId
      readonly sessionId: SessionId
      readonly cause: SessionEnd
    }
  | {
      readonly type: 'all_sessions_ended'
      readonly userId: UserId
      /** The one that goes on. */
      readonly except?: SessionId | undefined
      readonly cause: SessionEnd
    }
  /** Roles, name or whatever else a connection must know at once; its sessions go on. */
  | { readonly type: 'user_changed'; readonly userId: UserId }

/** Tells the rest of the program, and later other nodes, whose sessions are over. */
export interface SessionEvents {
  publish(event: SessionEvent): void
  subscribe(listener: (event: SessionEvent) => void): Disposable
}
