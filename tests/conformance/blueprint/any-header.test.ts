import * as fc from 'fast-check'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { BlueprintClient } from './blueprint-client.ts'

const piece = fc.oneof(
  fc.constantFrom(',', ';', '=', 'q=', '*', '/', '-', '.', ' ', '"', '1', '0', 'en', 'de', 'application/json', 'JWT '),
  fc.string({ maxLength: 10 }),
)
const headerText = fc
  .array(piece, { minLength: 1, maxLength: 40 })
  .map((pieces) => pieces.join('').replace(/[^\x20-\x7e\x80-\xff]/g, ''))

test.each([
  'Accept',
  'Accept-Language',
  'Api-Version',
  'Authorization',
  'Application-Id',
  'User-Agent',
  'Content-Type',
])(
  '[B-036] [B-039] [B-071] [B-078] [S-69] whatever stands in %s, the answer is one of this dialect and no fault',
  async (name) => {
    await using server = await startTestServer()
    const blueprint = new BlueprintClient(server.url)
    const { token } = await blueprint.member()
    await fc.assert(
      fc.asyncProperty(headerText, async (value) => {
        const asked = name === 'Content-Type' ? { body: '{}', method: 'PATCH' } : {}
        const { status } = await blueprint.ask('/users/me', { token, ...asked, headers: { [name]: value } })
        expect([200, 400, 401, 406, 415]).toContain(status)
      }),
      { numRuns: 80 },
    )
  },
)
