import type { Session, SessionId } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentTime } from './present-time.ts'

type OwnSession = AnswerOf<Operations['listSessions']>['items'][number]

/** A session as its user sees it: nothing of its secrets. */
export function presentOwnSession(session: Session, current: SessionId): OwnSession {
  return {
    sessionId: session.id,
    current: session.id === current,
    userAgent: session.userAgent,
    applicationId: session.applicationId,
    createdAt: presentTime(session.createdAtMs),
    lastUsedAt: presentTime(session.lastUsedAtMs),
    expiresAt: presentTime(session.expiresAtMs),
  }
}
