import type { Actor, Caller } from '@tutti/core'
import type { Source } from './handle.ts'

/** The caller as the one who changes something, with the address that the audit log keeps. */
export function actorOf({ user }: Caller, { address }: Source): Actor {
  return { kind: 'user', user, address: address || null }
}
