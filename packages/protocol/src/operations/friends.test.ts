import { expect, test } from 'vitest'
import { operations } from './index.ts'

test.each([{}, { userId: 'a', username: 'clara' }])('somebody is named in one way: %j is told what to give', (body) => {
  const { error } = operations.requestFriend.body.safeParse(body)
  expect(error?.issues).toMatchObject([{ path: ['userId'], params: { known: { code: 'one_person' } } }])
})
