import type { Session } from '../ports/session-store.ts'
import type { User } from '../users/user.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A session that is not used for this long ends. */
export const idleLifetimeMs = 30 * dayMs
/** A session ends after this long, however much it is used. */
export const absoluteLifetimeMs = 365 * dayMs
/** The refresh token before the newest gives the newest again for this long: its answer may have been lost. */
export const refreshGraceMs = 10_000
/** A use is noted when the last one that was noted is this long ago. */
export const useNotedEveryMs = 60_000

/** When a session ends that is used now. */
export function expiryOf({ createdAtMs }: Pick<Session, 'createdAtMs'>, nowMs: number): number {
  return Math.min(nowMs + idleLifetimeMs, createdAtMs + absoluteLifetimeMs)
}

/** The session as it is worth now: neither expired nor opened before the user's generation was raised. */
export function isSessionOpen(session: Session, user: User, nowMs: number): boolean {
  return session.userId === user.id && session.generation === user.generation && session.expiresAtMs > nowMs
}

/** What becomes of a session whose refresh token number `rotation` is shown. */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reused'

/**
 * The newest one is exchanged, and so is one that is newer than what is known here, as after going back to a backup.
 * The one before is answered as it was, within the grace. Whoever shows another spent one may be a thief, or robbed.
 */
export function judgeRefresh(session: Session, rotation: number, nowMs: number): RefreshVerdict {
  if (rotation >= session.rotation) return 'rotate'
  const isParent = rotation === session.rotation - 1
  return isParent && nowMs - session.rotatedAtMs < refreshGraceMs ? 'repeat' : 'reused'
}

/** The session with the refresh token that follows number `rotation`. */
export function rotateSession(session: Session, rotation: number, nowMs: number): Session {
  return {
    ...session,
    rotation: rotation + 1,
    rotatedAtMs: nowMs,
    lastUsedAtMs: nowMs,
    expiresAtMs: expiryOf(session, nowMs),
  }
}
