import type { PublicId, UserId } from '../ids.ts'
import type { Suspension } from '../moderation/suspension.ts'
import type { Profile } from './profile.ts'
import type { Role } from './roles.ts'

interface Person {
  readonly id: UserId
  readonly publicId: PublicId
  readonly username: string
  /** `#rrggbb`, one of the twelve player colours. */
  readonly color: string
  readonly profile: Profile
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly lastSeenAtMs: number
  /** Tokens carry the generation they were made in; raising it ends them all. */
  readonly generation: number
  /** Present while it is kept, in force or not. */
  readonly suspension?: Suspension
}

export interface Account extends Person {
  readonly kind: 'account'
  readonly email: string
  /** When its owner proved to read mail there; null until then. */
  readonly emailConfirmedAtMs: number | null
  readonly roles: readonly Role[]
}

export interface Guest extends Person {
  readonly kind: 'guest'
}

/** Somebody who can be in a room: an account or a guest. */
export type User = Account | Guest

export function rolesOf(user: User): readonly Role[] {
  return user.kind === 'guest' ? ['guest'] : user.roles
}
