import { expect, test, vi } from 'vitest'
import { createLog } from './log.ts'

test('[S-103] secrets are not read in a log, however they got there', () => {
  const lines: string[] = []
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) })

  log.info({ event: 'a', token: 'sesame-1', user: { password: 'sesame-2' }, a: { b: { authorization: 'sesame-3' } } })

  expect(lines.join('')).not.toContain('sesame')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'a', token: '[redacted]' })
})

test('[S-103] secrets are hidden in errors and lists, and what is logged stays as it was', () => {
  const lines: string[] = []
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) })
  const err = Object.assign(new TypeError('no entry'), { about: { ticket: 'sesame-1' } })
  const list = [{ secret: 'sesame-2', kept: 1 }]

  log.error({ event: 'a', err, list })

  const line: unknown = JSON.parse(lines[0] ?? '')
  expect(line).toMatchObject({
    err: { type: 'TypeError', message: 'no entry', about: { ticket: '[redacted]' } },
    list: [{ secret: '[redacted]', kept: 1 }],
  })
  expect([err.about.ticket, list[0]?.secret]).toEqual(['sesame-1', 'sesame-2'])
})

test('[S-68] a name with control characters stays within its line', () => {
  const write = vi.fn<(line: string) => void>()
  createLog({ level: 'info', format: 'json' }, { write }).info({ event: 'a', username: 'a\r\n{"level":60}\u001b[2J' })

  const [line = ''] = write.mock.calls[0] ?? []
  expect(line.trimEnd()).not.toMatch(/\p{Cc}/u)
})
