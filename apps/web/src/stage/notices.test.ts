import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Notices } from './notices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const texts = (notices: Notices) => notices.shown.value.map(({ text }) => text)

test('what is said in passing goes by itself, three at a time', () => {
  const notices = new Notices()
  for (const text of ['one', 'two', 'three', 'four']) notices.say(text)
  expect(texts(notices)).toEqual(['two', 'three', 'four'])

  vi.advanceTimersByTime(4000)
  expect(texts(notices)).toEqual([])
})

test('the same words are shown once', () => {
  const notices = new Notices()
  notices.say('Ana joined')
  notices.say('Ana joined')
  expect(texts(notices)).toEqual(['Ana joined'])
})

test('what must be read stays until it is closed, whatever is said meanwhile', () => {
  const notices = new Notices()
  notices.say('Maintenance at nine', { from: 'server', isUrgent: true, shownForMs: null })
  for (const text of ['one', 'two', 'three', 'four']) notices.say(text)
  vi.advanceTimersByTime(3_600_000)
  expect(texts(notices)).toEqual(['Maintenance at nine'])

  notices.close(notices.shown.value[0]?.id ?? 0)
  expect(texts(notices)).toEqual([])
})
