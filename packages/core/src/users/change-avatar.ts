import type { UserId } from '../ids.ts'
import type { AvatarPictures } from '../ports/avatar-pictures.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { ProfileStore } from '../ports/profile-store.ts'
import { Refusal } from '../refusal.ts'

export const mostAvatarBytes = 5 * 1024 * 1024

interface Needs {
  readonly profiles: ProfileStore
  readonly avatars: AvatarPictures
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Gives a user a new picture and returns its name. The old one goes last: whenever this ends early, what the user shows
 * is there, and what is left over belongs to nobody (`sweepAvatars`).
 * @throws Refusal `file_too_large`, `unsupported_file_type`, `overloaded`, `unavailable`.
 */
export async function changeAvatar(
  { profiles, avatars, ids, clock }: Needs,
  { user, image }: { readonly user: UserId; readonly image: Uint8Array },
): Promise<string> {
  if (image.byteLength > mostAvatarBytes) {
    throw new Refusal('file_too_large', { field: 'avatar', issue: 'FILE_TOO_LARGE' })
  }
  const name = ids.uuid().replaceAll('-', '')
  await avatars.save(name, image)
  const before = await profiles.setAvatar(user, name, Math.round(clock.now()))
  if (before !== null) await avatars.remove(before)
  return name
}

/** Back to the picture that is drawn from colour and initials. Doing it again changes nothing. */
export async function removeAvatar(
  { profiles, avatars, clock }: Omit<Needs, 'ids'>,
  { user }: { readonly user: UserId },
): Promise<void> {
  const before = await profiles.setAvatar(user, null, Math.round(clock.now()))
  if (before !== null) await avatars.remove(before)
}
