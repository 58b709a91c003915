import type { Answer } from '@tutti/client'

export type Friends = Answer<'listFriends'>
type Listed = { readonly [Name in keyof Friends]: readonly { readonly userId: string }[] }

export type Friendship = 'friends' | 'sent' | 'received' | 'none'

/** How one stands with somebody. */
export function friendshipWith(userId: string, { friends, pendingRequests, sentRequests }: Listed): Friendship {
  const isIn = (people: Listed[keyof Listed]) => people.some((person) => person.userId === userId)
  if (isIn(friends)) return 'friends'
  if (isIn(pendingRequests)) return 'received'
  return isIn(sentRequests) ? 'sent' : 'none'
}
