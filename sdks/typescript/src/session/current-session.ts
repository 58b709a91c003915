import type { SessionView, UserView } from '../rest/operation-types.ts'

export interface SessionUser extends UserView {
  readonly isGuest: boolean
}

/** Who is signed in here. */
export interface CurrentSession {
  readonly user: SessionUser
  readonly token: string
  readonly refreshToken: string
  /** When `token` expires, in epoch ms of this device's own clock. */
  readonly expiresAtMs: number
}

/** What is kept between visits. */
export type StoredSession = CurrentSession

export function toCurrentSession({ token, refreshToken, expiresIn, user }: SessionView, nowMs: number): CurrentSession {
  return {
    token,
    refreshToken,
    expiresAtMs: nowMs + expiresIn * 1000,
    user: { ...user, isGuest: user.roles.includes('guest') },
  }
}
