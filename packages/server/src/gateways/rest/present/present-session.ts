import type { OpenedSession } from '@tutti/core'
import type { SessionView } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { presentUser } from './present-user.ts'

export function presentSession(session: OpenedSession, nowMs: number, base: string): z.input<typeof SessionView> {
  return {
    token: session.token,
    refreshToken: session.refreshToken,
    expiresIn: Math.ceil((session.expiresAtMs - nowMs) / 1000),
    user: presentUser(session.user, base),
  }
}
