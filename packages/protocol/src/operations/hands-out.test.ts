import { expect, test } from 'vitest'
import { operations } from './index.ts'
import type { OperationShape } from './operation.ts'

const secrets = ['token', 'refreshToken', 'payload', 'code']

test('what answers with a token or a code says so, and nothing else does', () => {
  const all: readonly OperationShape[] = Object.values(operations)
  const telling = all.filter(({ output }) => secrets.some((name) => name in output.shape))

  expect(telling.length).toBeGreaterThan(4)
  expect(all.filter(({ handsOut }) => handsOut).map(({ id }) => id)).toEqual(telling.map(({ id }) => id))
})
