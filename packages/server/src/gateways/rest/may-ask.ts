import { isPro, rolesOf, type User } from '@tutti/core'
import type { Access } from '@tutti/protocol/rest'

/** Whether somebody with a valid token may ask for what has this access. Roles are the account's present ones (P-020). */
export function mayAsk(access: Access, user: User): boolean {
  const held = rolesOf(user)
  switch (access) {
    case 'anyone':
    case 'user':
      return true
    case 'member':
      return user.kind === 'account'
    case 'pro':
      return isPro(held)
    case 'moderator':
      return held.includes('moderator') || held.includes('admin')
    case 'admin':
      return held.includes('admin')
    default:
      return false
  }
}
