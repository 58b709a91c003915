import { expect, test } from 'vitest'
import { splitMentions } from './split-mentions.ts'

const names = ['Mellow', 'Mellow Heron', 'Bo']

test.each([
  ['Hello', [{ part: 'Hello' }]],
  ['@bo hi', [{ part: '@bo', name: 'Bo' }, { part: ' hi' }]],
  [
    'hi @Mellow Heron, @Mellow',
    [
      { part: 'hi ' },
      { part: '@Mellow Heron', name: 'Mellow Heron' },
      { part: ', ' },
      { part: '@Mellow', name: 'Mellow' },
    ],
  ],
  ['@Bob ana@Bo.example', [{ part: '@Bob ana@Bo.example' }]],
  ['', []],
])('[CHAT-7] %j', (text, parts) => {
  expect(splitMentions(text, names)).toMatchObject(parts)
  expect(splitMentions(text, names)).toHaveLength(parts.length)
})

test('[CHAT-7] the parts are the text', () => {
  const text = '@@Bo @Bo@Bo @'.repeat(20)
  expect(
    splitMentions(text, names)
      .map(({ part }) => part)
      .join(''),
  ).toBe(text)
})
