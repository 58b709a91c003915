import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

test('a folder is made with those above it, and making it again changes nothing', () => {
  const parent = mkdtempSync(join(tmpdir(), 'tutti-folder-'))
  makeFolder(join(parent, 'a', 'b'))
  makeFolder(join(parent, 'a', 'b'))

  expect(existsSync(join(parent, 'a', 'b'))).toBe(true)
  rmSync(parent, { recursive: true })
})

test.runIf(existsSync('/proc/self'))('[R-21] where no folder can be made, the attempt ends', () => {
  expect(() => makeFolder('/proc/nowhere/data')).toThrow()
})
