import type { SessionView, UserView } from '../rest/operation-types.ts'

type Kept =
  | 'userId'
  | 'username'
  | 'userTag'
  | 'email'
  | 'roles'
  | 'isMember'
  | 'isPro'
  | 'avatarUrl'
  | 'createdAt'
  | 'lastSeen'

/** What a session says of its user, whatever else an answer tells. */
export interface SessionUser extends Pick<UserView, Kept> {
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

export function toSessionUser(view: Pick<UserView, Kept>): SessionUser {
  const { userId, username, userTag, email, roles, isMember, isPro, avatarUrl, createdAt, lastSeen } = view
  const isGuest = roles.includes('guest')
  return { userId, username, userTag, email, roles, isMember, isPro, avatarUrl, createdAt, lastSeen, isGuest }
}

export function toCurrentSession({ token, refreshToken, expiresIn, user }: SessionView, nowMs: number): CurrentSession {
  return {
    token,
    refreshToken,
    expiresAtMs: nowMs + expiresIn * 1000,
    user: toSessionUser(user),
  }
}
