import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { createLog, createStores, openDatabase } from '@tutti/server'
import { aMessage, anAccount, aRoom } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'

const log = createLog({ level: 'silent', format: 'json' })

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-sqlite-'))
  const file = join(path, 'tutti.db')
  return {
    file,
    open: () => openDatabase({ url: `file:${file}`, log }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

test('what was stored is there after closing and opening', async () => {
  await using folder = await openFolder()
  const account = anAccount()
  {
    await using database = await folder.open()
    await createStores(database).users.addAccount(account, 'hash')
  }

  await using database = await folder.open()

  expect(await createStores(database).users.find(account.id)).toEqual(account)
})

test('[S-126] a new database is for its owner alone, and so is what SQLite puts beside it', async () => {
  await using folder = await openFolder()
  await using database = await folder.open()
  await createStores(database).users.addAccount(anAccount(), 'hash')

  for (const file of [folder.file, `${folder.file}-wal`]) expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('[R-01] messages that were acknowledged are there after kill -9', async () => {
  await using folder = await openFolder()
  const room = aRoom()
  const writer = spawn(process.execPath, [fileURLToPath(new URL('write-until-killed.ts', import.meta.url))], {
    env: { ...process.env, FILE: folder.file, ROOM: JSON.stringify(room) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(writer, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface(writer.stdout)) {
    if (acknowledged.length === 300) writer.kill('SIGKILL')
    acknowledged.push(Number(line))
  }
  await gone

  await using database = await folder.open()
  const stored = (await createStores(database).messages.latest(room.id, 100_000)).map(({ roomSeq }) => roomSeq)

  expect(acknowledged.length).toBeGreaterThan(300)
  expect(acknowledged.filter((roomSeq) => !stored.includes(roomSeq))).toEqual([])
  expect(stored).toEqual(stored.map((_, index) => index + 1))
})

test('[R-21] a file that is no database is refused and left as it is', async () => {
  await using folder = await openFolder()
  await writeFile(folder.file, 'A letter to nobody. '.repeat(100))

  await expect(folder.open()).rejects.toMatchObject({ name: 'DatabaseError', message: /is not an SQLite database/ })

  expect(await readFile(folder.file, 'utf8')).toBe('A letter to nobody. '.repeat(100))
})

test('[R-21] a damaged file is refused and left as it is', async () => {
  await using folder = await openFolder()
  {
    await using database = await folder.open()
    const { rooms, messages } = createStores(database)
    const room = aRoom()
    await rooms.add(room)
    await Promise.all(
      Array.from({ length: 200 }, () => messages.add(aMessage({ roomId: room.id, text: 'x'.repeat(400) }))),
    )
  }
  const damaged = await readFile(folder.file)
  damaged.fill(0xee, damaged.length / 2)
  await writeFile(folder.file, damaged)

  await expect(folder.open()).rejects.toMatchObject({ name: 'DatabaseError', message: /is damaged/ })

  expect((await readFile(folder.file)).equals(damaged)).toBe(true)
})

test("[R-21] another program's database is refused and left as it is", async () => {
  await using folder = await openFolder()
  const foreign = new DatabaseSync(folder.file)
  foreign.exec('create table recipe (name text)')
  foreign.close()
  const before = await readFile(folder.file)

  await expect(folder.open()).rejects.toMatchObject({ message: /belongs to another program/ })

  expect((await readFile(folder.file)).equals(before)).toBe(true)
})

test('[R-21] a database made by a newer Tutti is refused and left as it is', async () => {
  await using folder = await openFolder()
  await (await folder.open())[Symbol.asyncDispose]()
  const newer = new DatabaseSync(folder.file)
  newer.exec('pragma user_version = 999')
  newer.close()
  const before = await readFile(folder.file)

  await expect(folder.open()).rejects.toMatchObject({ message: /newer Tutti/ })

  expect((await readFile(folder.file)).equals(before)).toBe(true)
})

test('[R-21] a database that is open elsewhere is refused', async () => {
  await using folder = await openFolder()
  await using _open = await folder.open()

  await expect(folder.open()).rejects.toMatchObject({ message: /is in use by another program/ })
})

test('[R-21] a folder that cannot be made is refused', async () => {
  await using folder = await openFolder()
  await writeFile(folder.file, '')

  const opening = openDatabase({ url: `file:${folder.file}/below/tutti.db`, log })

  await expect(opening).rejects.toMatchObject({ message: /cannot be written to/ })
})

test('what is asked of a closed database is refused', async () => {
  const database = await openDatabase({ url: 'memory:', log })
  await database[Symbol.asyncDispose]()

  await expect(createStores(database).users.find(anAccount().id)).rejects.toMatchObject({ code: 'unavailable' })
})

test('everything that was sent before closing is done', async () => {
  await using folder = await openFolder()
  const account = anAccount()
  const database = await folder.open()
  const adding = createStores(database).users.addAccount(account, 'hash')
  await database[Symbol.asyncDispose]()
  await adding

  await using again = await folder.open()

  expect(await createStores(again).users.find(account.id)).toEqual(account)
})

test.each([new Date(), Number.NaN, 2 ** 60, true, undefined, {}])('%s is no SQL parameter', async (value) => {
  await using database = await openDatabase({ url: 'memory:', log })

  const finding = database.query
    .selectFrom('user')
    .select('id')
    .where('id', '=', value as never)
    .execute()

  await expect(finding).rejects.toThrow(TypeError)
})
