import type { ProfileStore, UserDetails } from '../ports/profile-store.ts'
import { Refusal } from '../refusal.ts'
import type { User } from './user.ts'

/** A user by id, short public id or, unless only ids count, account name, in this order. @throws Refusal `user_not_found`. */
export async function getUser(
  { profiles }: { readonly profiles: ProfileStore },
  handle: string,
  { byIdAlone = false }: { readonly byIdAlone?: boolean } = {},
): Promise<User> {
  const found = await profiles.findByHandle(handle)
  const user = byIdAlone && found?.id !== handle.toLowerCase() && found?.publicId !== handle ? null : found
  if (!user) throw new Refusal('user_not_found', { userId: handle })
  return user
}

/** The rest of what a profile shows. @throws Refusal `user_not_found` when the user went in between. */
export async function getDetails(
  { profiles }: { readonly profiles: ProfileStore },
  { id }: Pick<User, 'id'>,
): Promise<UserDetails> {
  const details = await profiles.findDetails(id)
  if (!details) throw new Refusal('user_not_found', { userId: id })
  return details
}
