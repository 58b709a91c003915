import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { createLog, createStores, openDatabase } from '@tutti/server'
import { aRoom } from '@tutti/testkit/contracts'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { runAdmin, startAdmin } from './run-admin.ts'

const log = createLog({ level: 'silent', format: 'json' })

async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-restore-'))
  return { path, file: join(path, 'tutti.db'), [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** The places in the room of all that is stored. */
async function storedIn(file: string, room: ReturnType<typeof aRoom>): Promise<readonly number[]> {
  await using database = await openDatabase({ url: `file:${file}`, log })
  return (await createStores(database).messages.latest(room.id, 1_000_000)).map(({ roomSeq }) => roomSeq)
}

test(
  '[R-11] a backup that is taken while everybody writes holds all that was acknowledged before, and no gap',
  { timeout: 60_000 },
  async () => {
    await using folder = await aFolder()
    await using other = await aFolder()
    const room = aRoom()
    const writer = spawn(
      process.execPath,
      [fileURLToPath(new URL('../contracts/write-until-killed.ts', import.meta.url))],
      { env: { ...process.env, FILE: folder.file, ROOM: JSON.stringify(room) }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const gone = once(writer, 'exit')
    const copy = join(folder.path, 'copy.db')
    const seen = { acknowledged: 0, before: 0 }
    let backingUp: ReturnType<typeof startAdmin> | undefined
    for await (const line of createInterface(writer.stdout)) {
      seen.acknowledged = Number(line)
      if (!backingUp && seen.acknowledged > 500) {
        seen.before = seen.acknowledged
        backingUp = startAdmin(folder.path, ['backup', copy])
        void backingUp.then(() => writer.kill('SIGKILL'))
      }
    }
    await gone

    expect(await backingUp).toMatchObject({ code: 0, err: '' })
    expect(seen.acknowledged).toBeGreaterThan(seen.before)
    expect(await runAdmin(other.path, ['restore', copy])).toMatchObject({ code: 0, err: '' })
    const stored = await storedIn(other.file, room)
    expect(stored.length).toBeGreaterThanOrEqual(seen.before)
    expect(stored).toEqual(stored.map((_, index) => index + 1))
  },
)

test('[R-11] a restore keeps what was there beside it', { timeout: 60_000 }, async () => {
  await using folder = await aFolder()
  const [old, newer] = [aRoom(), aRoom()]
  const add = async (room: ReturnType<typeof aRoom>) => {
    await using database = await openDatabase({ url: `file:${folder.file}`, log })
    await createStores(database).rooms.add(room)
  }
  const copy = join(folder.path, 'copy.db')
  await add(old)
  await runAdmin(folder.path, ['backup', copy])
  await add(newer)

  const { code, out } = await runAdmin(folder.path, ['restore', copy])

  expect(code).toBe(0)
  const [, aside = ''] = /kept as (\S+)\.\n/.exec(out) ?? []
  const find = async (file: string) => {
    await using database = await openDatabase({ url: `file:${file}`, log })
    const { rooms } = createStores(database)
    return [(await rooms.find(old.id))?.id, (await rooms.find(newer.id))?.id]
  }
  expect(await find(folder.file)).toEqual([old.id, undefined])
  expect(await find(aside)).toEqual([old.id, newer.id])
})

test('[R-11] nothing is restored while a server runs', { timeout: 60_000 }, async () => {
  await using folder = await aFolder()
  const copy = join(folder.path, 'copy.db')
  await using _server = await startTestServer({ dataDir: folder.path, databaseUrl: `file:${folder.file}` })
  await runAdmin(folder.path, ['backup', copy])

  const { code, err } = await startAdmin(folder.path, ['restore', copy])

  expect([code, err]).toEqual([1, 'Tutti is running: stop it first.\n'])
})

test.each(['A letter to nobody. '.repeat(100), ''])(
  '[R-11] what is no backup of ours is not restored',
  { timeout: 60_000 },
  async (text) => {
    await using folder = await aFolder()
    const room = aRoom()
    {
      await using database = await openDatabase({ url: `file:${folder.file}`, log })
      await createStores(database).rooms.add(room)
    }
    const before = await readFile(folder.file)
    const copy = join(folder.path, 'copy.db')
    await writeFile(copy, text)

    const { code, err } = await runAdmin(folder.path, ['restore', copy])

    expect([code, err.split('\n').length]).toEqual([1, 2])
    expect((await readFile(folder.file)).equals(before)).toBe(true)
    expect((await readdir(folder.path)).filter((name) => name.includes('restoring'))).toEqual([])
  },
)
