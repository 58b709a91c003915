/** What a connection says of its user. `invisible`: offline for everybody who is not in the same room. */
export const userStatuses = ['online', 'away', 'busy', 'invisible'] as const
export type UserStatus = (typeof userStatuses)[number]

/** What others see of a user. */
export const seenStatuses = ['online', 'away', 'busy', 'offline'] as const
export type SeenStatus = (typeof seenStatuses)[number]

/** Of several connections: whoever hides on one of them is hidden, else the most present counts. */
export function seenStatus(own: readonly UserStatus[]): SeenStatus {
  if (own.length === 0 || own.includes('invisible')) return 'offline'
  if (own.includes('busy')) return 'busy'
  return own.includes('online') ? 'online' : 'away'
}
