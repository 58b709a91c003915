import type { User } from '@tutti/core'

type Pictured = Pick<User, 'username' | 'color' | 'profile'>

/** The address of a user's picture, 512 pixels wide. `base` is an origin. */
export function presentAvatar({ username, color, profile }: Pictured, base: string): string {
  if (profile.avatar !== null) return `${base}/avatars/${profile.avatar}.webp`
  return `${base}/avatars/default-${color.slice(1)}-${encodeURIComponent(initialsOf(username))}.svg`
}

/** The same picture, 128 pixels wide. */
export function presentSmallAvatar(user: Pictured, base: string): string {
  const { avatar } = user.profile
  return avatar === null ? presentAvatar(user, base) : `${base}/avatars/${avatar}-128.webp`
}

/** Of two words the first letters, else the first two letters. */
function initialsOf(username: string): string {
  const words = username.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []
  const [first = '', second] = words
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]]
  return letters.join('').toUpperCase().slice(0, 4)
}
