import { expect, test } from 'vitest'
import { detailWords } from './audit-words.ts'

test('details stand in one line under their names', () => {
  expect(detailWords({ reason: 'Spam', retryAfter: '60', report_id: 'r' })).toBe(
    'reason: Spam · retry after: 60 · report id: r',
  )
  expect(detailWords({})).toBe('')
})
