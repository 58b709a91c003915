import type { Actor, User } from '@tutti/core'
import type { Source } from './handle.ts'

/** Somebody as the one who changes something, with the address that the audit log keeps. */
export function actorOf({ user }: { readonly user: User }, { address }: Source): Actor {
  return { kind: 'user', user, address: address || null }
}
