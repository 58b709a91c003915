import { expect, test } from 'vitest'
import { commandHints } from './command-hints.ts'

const namesFor = (draft: string, mayRule = false) => commandHints(draft, { mayRule }).map(({ name }) => name)

test('[CHAT-10] a slash alone offers everything that one may do', () => {
  expect(namesFor('/')).toContain('help')
  expect(namesFor('/')).not.toContain('ban')
  expect(namesFor('/', true)).toContain('ban')
})

test('[CHAT-10] letters narrow it down; behind the name there is nothing to offer', () => {
  expect(namesFor('/m', true)).toEqual(['me', 'msg', 'mute'])
  expect(namesFor('/me waves')).toEqual([])
  expect(namesFor('1/2')).toEqual([])
})
