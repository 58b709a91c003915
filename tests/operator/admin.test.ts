import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askPiano, startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { runAdmin, startAdmin } from './run-admin.ts'

async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-admin-'))
  return {
    path,
    run: (argv: readonly string[], input?: string) => runAdmin(path, argv, input),
    start: (argv: readonly string[], options?: Parameters<typeof startAdmin>[2]) => startAdmin(path, argv, options),
    serve: () => startTestServer({ dataDir: path, databaseUrl: `file:${join(path, 'tutti.db')}` }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

const password = 'Nocturne-9-2'
/** What the server has read may be half a second old. */
const soon = { timeout: 5_000 }
const clara = ['create', 'clara', 'clara@example.com'] as const

test('--help lists every command, and each explains itself', async () => {
  await using folder = await aFolder()
  const all = await folder.run(['--help'])
  const one = await folder.run(['suspend', '--help'])

  expect(all.code).toBe(0)
  for (const name of ['create', 'grant', 'revoke', 'suspend', 'reset-password', 'backup', 'restore', 'doctor']) {
    expect(all.out).toContain(`\n  ${name}`)
  }
  expect([one.code, one.out]).toEqual([0, expect.stringContaining('suspend <user> --reason')])
})

test('a reader that has read enough is no failure', async () => {
  await using folder = await aFolder()
  expect(await folder.start(['--help'], { isUnread: true })).toEqual({ code: 0, out: '', err: '' })
})

test.each([
  [['grnt', 'a', 'b'], 'Unknown command grnt: did you mean grant? --help lists all of them.'],
  [['grant', 'clara'], 'Usage: grant <user> <role>'],
  [['grant', 'clara', 'king'], 'king is no role: use member, pro, moderator or admin.'],
  [['grant', 'nobody', 'admin'], 'The specified user does not exist'],
  [['backup', '--uses', '3'], '--uses is not for this command. Usage: backup [<file>]'],
  [['invite', '--uses', 'many'], 'many is no whole number.'],
  [['create', 'admin', 'me@example.com'], 'username: This username is reserved.'],
  [['restore', '/nowhere.db'], 'There is no file /nowhere.db.'],
])('%j ends with one line', async (argv, line) => {
  await using folder = await aFolder()
  const { code, out, err } = await folder.run(argv)
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/^[^\n]+\n$/)
  expect(err).toContain(line)
})

test('what goes wrong in a process of its own is one line on stderr, and its exit code', async () => {
  await using folder = await aFolder()
  expect(await folder.start(['grnt', 'a', 'b'])).toEqual({
    code: 1,
    out: '',
    err: 'Unknown command grnt: did you mean grant? --help lists all of them.\n',
  })
})

test('[P-019] the first admin is made before the first start, and is one on it', async () => {
  await using folder = await aFolder()
  const { out } = await folder.run([...clara, '--role', 'admin'])
  const [, made = ''] = /Password: (\S+)/.exec(out) ?? []
  await using server = await folder.serve()

  const { data } = await askPiano(server.url, 'POST /auth/login', { body: { username: 'clara', password: made } })
  const overview = await askPiano(server.url, 'GET /admin/overview', { token: String(data['token']) })

  expect(overview.status).toBe(200)
})

test('[P-020] roles are changed while the server runs, and count within moments', { timeout: 60_000 }, async () => {
  await using folder = await aFolder()
  await using server = await folder.serve()
  await folder.start([...clara, '--password-stdin'], { input: `${password}\n` })
  const { data } = await askPiano(server.url, 'POST /auth/login', { body: { username: 'clara', password } })
  const token = String(data['token'])
  const overview = async () => (await askPiano(server.url, 'GET /admin/overview', { token })).status

  await folder.run([...clara.slice(0, 1), 'ada', 'ada@example.com', '--role', 'admin'])
  expect(await overview()).toBe(403)
  await folder.start(['grant', 'clara@example.com', 'admin'])
  await expect.poll(overview, soon).toBe(200)
  await folder.run(['revoke', 'clara', 'admin'])
  await expect.poll(overview, soon).toBe(403)
})

test(
  'suspensions and passwords are changed while the server runs, and count within moments',
  { timeout: 60_000 },
  async () => {
    await using folder = await aFolder()
    await using server = await folder.serve()
    await folder.run([...clara, '--password-stdin'], `${password}\n`)
    const logIn = (typed: string) =>
      askPiano(server.url, 'POST /auth/login', { body: { username: 'clara', password: typed } })
    const token = String((await logIn(password)).data['token'])
    const ticket = async () => (await askPiano(server.url, 'POST /websocket/ticket', { token })).status

    await folder.run(['suspend', 'clara', '--reason', 'Noise', '--days', '3'])
    await expect.poll(ticket, soon).toBe(403)
    await folder.run(['unsuspend', 'clara'])
    await expect.poll(ticket, soon).toBe(200)

    const { code } = await folder.run(['reset-password', 'clara', '--password-stdin'], 'Etude-10-3')

    expect(code).toBe(0)
    await expect.poll(ticket, soon).toBe(401)
    expect([(await logIn(password)).status, (await logIn('Etude-10-3')).status]).toEqual([401, 200])
  },
)

test('a weak password is refused, and the last admin stays one', { timeout: 60_000 }, async () => {
  await using folder = await aFolder()
  const weak = await folder.run([...clara, '--password-stdin'], 'secret')
  await folder.run([...clara, '--role', 'admin'])
  const last = await folder.run(['revoke', 'clara', 'admin'])

  expect([weak.code, weak.err]).toEqual([1, expect.stringContaining('password: ')])
  expect([last.code, last.err]).toEqual([1, 'Somebody else must be an admin first.\n'])
})

test('[R-21] a second server on the same data is refused in one line', async () => {
  await using folder = await aFolder()
  await using _server = await folder.serve()

  await expect(folder.serve()).rejects.toMatchObject({ message: /is in use by another program/ })
})

test(
  '[S-126] the doctor finds a healthy server well, and says what is wrong with a sick one',
  { timeout: 60_000 },
  async () => {
    await using folder = await aFolder()
    await folder.run([...clara, '--role', 'admin'])
    {
      await using _server = await folder.serve()
      const well = await folder.run(['doctor'])
      expect([well.code, well.err]).toEqual([0, ''])
      expect(well.out).toMatch(/is sound.*All is well\.\n$/s)
    }
    await chmod(join(folder.path, 'master-secret'), 0o644)
    await chmod(join(folder.path, 'tutti.db'), 0o644)

    const sick = await runAdmin(folder.path, ['doctor'])

    expect(sick.code).toBe(1)
    expect(sick.out).toMatch(/wrong {2}The secret file .*master-secret is open to other users/)
    expect(sick.out).toMatch(/wrong {2}The database is open to other users/)
    expect(sick.out).toContain('2 things are wrong.')
  },
)

test('the doctor sees a damaged database', async () => {
  await using folder = await aFolder()
  await writeFile(join(folder.path, 'tutti.db'), 'A letter to nobody. '.repeat(100), { mode: 0o600 })

  const { code, out } = await folder.run(['doctor'])

  expect([code, out]).toEqual([1, expect.stringContaining('is not an SQLite database')])
})

test('[S-131] a backup is for its owner alone, whole, and never written over', { timeout: 60_000 }, async () => {
  await using folder = await aFolder()
  await folder.run(clara)
  const target = join(folder.path, 'copy.db')

  const first = await folder.run(['backup', target])
  const second = await folder.run(['backup', target])

  expect(first.code).toBe(0)
  expect((await stat(target)).mode & 0o777).toBe(0o600)
  expect([second.code, second.err]).toEqual([1, `${target} is there already.\n`])
  expect((await readdir(folder.path)).filter((name) => name.includes('.part'))).toEqual([])
})
