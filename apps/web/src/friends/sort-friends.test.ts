import { expect, test } from 'vitest'
import { sortFriends } from './sort-friends.ts'

test('who plays comes first, then who is there, then by name', () => {
  const friends = [
    { username: 'zoe', status: 'offline', currentRoom: null },
    { username: 'bo', status: 'online', currentRoom: null },
    { username: 'cy', status: 'online', currentRoom: 'r' },
    { username: 'ana', status: 'offline', currentRoom: null },
  ] as const
  expect(sortFriends(friends).map(({ username }) => username)).toEqual(['cy', 'bo', 'ana', 'zoe'])
})
