import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { changeAvatar } from '@tutti/core'
import { createLog, createStores, openAvatarFolder, openDatabase } from '@tutti/server'
import { anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { blackPng, redPng } from '../conformance/piano/pictures.ts'

const log = createLog({ level: 'silent', format: 'json' })
const script = fileURLToPath(new URL('replace-avatar-until-killed.ts', import.meta.url))

async function open(folder: string) {
  const database = await openDatabase({ url: `file:${join(folder, 'tutti.db')}`, log })
  const avatars = await openAvatarFolder(join(folder, 'avatars'))
  return {
    ...createStores(database),
    avatars,
    ids: { uuid: () => crypto.randomUUID(), shortId: () => '' },
    clock: { now: () => 1000 },
    async [Symbol.asyncDispose]() {
      await avatars[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

test.each([
  ['before the files', 'old'],
  ['after the files', 'old'],
  ['during the commit', 'either'],
  ['after the commit', 'new'],
  ['after the old files', 'new'],
  ['before the answer', 'new'],
])('[R-02] a picture that is replaced when the power goes %s: %s, and whole', async (point, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'tutti-avatar-crash-'))
  const account = anAccount()
  await writeFile(join(folder, 'new.png'), blackPng)
  const before = await (async () => {
    await using ports = await open(folder)
    await ports.users.addAccount(account, 'hash')
    return await changeAvatar(ports, { user: account.id, image: redPng })
  })()

  const env = { ...process.env, FOLDER: folder, POINT: point, USER: account.id }
  const [, signal] = await once(spawn(process.execPath, [script], { env, stdio: 'inherit' }), 'exit')

  await using ports = await open(folder)
  const shown = (await ports.users.find(account.id))?.profile.avatar ?? ''
  const files = [`${shown}-128.webp`, `${shown}.webp`]
  expect(signal).toBe('SIGKILL')
  expect(files.every((file) => existsSync(join(folder, 'avatars', file)))).toBe(true)
  if (expected !== 'either') expect(shown === before ? 'old' : 'new').toBe(expected)
  await ports.avatars.sweep((names) => ports.profiles.findUsedAvatars(names))
  expect((await readdir(join(folder, 'avatars'))).toSorted()).toEqual(files)
  await rm(folder, { recursive: true, force: true })
})
