import { isPro, rolesOf, type User } from '@tutti/core'
import type { UserView } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { presentAvatar } from './present-avatar.ts'
import { presentTime } from './present-time.ts'

/** A user as the user sees it, e-mail address and all. `base` is where the server is for whoever asks. */
export function presentUser(user: User, base: string): z.input<typeof UserView> {
  const roles = rolesOf(user)
  return {
    userId: user.id,
    id: user.publicId,
    username: user.username,
    name: user.profile.name,
    surname: user.profile.surname,
    userTag: user.color,
    email: user.kind === 'account' ? user.email : null,
    roles: [...roles],
    isMember: user.kind === 'account',
    isPro: isPro(roles),
    avatarUrl: presentAvatar(user, base),
    createdAt: presentTime(user.createdAtMs),
    updatedAt: presentTime(user.updatedAtMs),
    lastSeen: presentTime(user.lastSeenAtMs),
  }
}
