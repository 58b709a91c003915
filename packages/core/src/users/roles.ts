export const roles = ['guest', 'member', 'pro', 'moderator', 'admin'] as const

export type Role = (typeof roles)[number]

/** Pro features are open to pro members and to those who run the place. */
export function isPro(held: readonly Role[]): boolean {
  return held.includes('pro') || held.includes('moderator') || held.includes('admin')
}
