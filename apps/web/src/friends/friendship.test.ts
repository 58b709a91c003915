import { expect, test } from 'vitest'
import { friendshipWith } from './friendship.ts'

const lists = { friends: [{ userId: 'a' }], pendingRequests: [{ userId: 'b' }], sentRequests: [{ userId: 'c' }] }

test('each list says how one stands with those on it', () => {
  expect(['a', 'b', 'c', 'd'].map((userId) => friendshipWith(userId, lists))).toEqual([
    'friends',
    'received',
    'sent',
    'none',
  ])
})
