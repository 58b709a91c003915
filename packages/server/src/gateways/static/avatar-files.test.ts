import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAvatarFiles } from './avatar-files.ts'

const name = `${'0'.repeat(32)}.webp`

test('a picture that is not there is not found', async () => {
  const read = createAvatarFiles(mkdtempSync(join(tmpdir(), 'tutti-avatars-')))
  expect(await read(name)).toBeNull()
})

test('[S-124] a picture that is there and cannot be read is a fault, and not said to be absent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-avatars-'))
  mkdirSync(join(folder, name))
  await expect(createAvatarFiles(folder)(name)).rejects.toMatchObject({ code: 'EISDIR' })
})
