import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { askPiano, startTestServer, type PianoAnswer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'

interface Killable extends AsyncDisposable {
  readonly url: string
  readonly kill: () => Promise<void>
}

async function openFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-crash-'))
  return {
    dataDir,
    start: () => startTestServer({ dataDir, databaseUrl: `file:${dataDir}/tutti.db` }),
    [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }),
  }
}

/** A server in a process of its own. */
async function startKillable(dataDir: string): Promise<Killable> {
  const script = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url))
  const server = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const url of createInterface(server.stdout)) {
    const end = () => kill(server)
    return { url, kill: end, [Symbol.asyncDispose]: end }
  }
  throw new Error('it ended without a word')
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}

function refresh(url: string, refresh_token: unknown): Promise<PianoAnswer> {
  return askPiano(url, 'POST /auth/refresh', { body: { refresh_token } })
}

test.each([0, 1, 3])('[R-02] [P-013] kill -9 %i ms into a refresh costs nobody the session', async (delayMs) => {
  await using folder = await openFolder()
  await using server = await startKillable(folder.dataDir)
  const { data } = await askPiano(server.url, 'POST /auth/guest', { body: {} })
  const second = await refresh(server.url, data['refresh_token'])
  const lost = refresh(server.url, second.data['refresh_token']).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  await server.kill()
  const answered = await lost

  await using again = await folder.start()
  const known = answered?.status === 200 ? answered : second
  const after = await refresh(again.url, known.data['refresh_token'])

  expect(after.status).toBe(200)
  expect((await refresh(again.url, after.data['refresh_token'])).status).toBe(200)
})

test('[R-02] [S-13] a session that was ended stays ended after kill -9', async () => {
  await using folder = await openFolder()
  await using server = await startKillable(folder.dataDir)
  const { data } = await askPiano(server.url, 'POST /auth/guest', { body: {} })
  const { status } = await askPiano(server.url, 'POST /auth/logout', { token: String(data['token']) })
  await server.kill()

  await using again = await folder.start()

  expect(status).toBe(200)
  expect((await askPiano(again.url, 'GET /auth/sessions', { token: String(data['token']) })).status).toBe(401)
  expect((await refresh(again.url, data['refresh_token'])).status).toBe(401)
})

test('[S-23] the database holds no token, and nothing in it is good for one', async () => {
  await using folder = await openFolder()
  await using server = await folder.start()
  const { data } = await askPiano(server.url, 'POST /auth/guest', { body: {} })
  const next = await refresh(server.url, data['refresh_token'])
  const files = (await readdir(folder.dataDir)).filter((name) => name.startsWith('tutti.db'))
  const dump = Buffer.concat(await Promise.all(files.map((name) => readFile(join(folder.dataDir, name))))).toString(
    'latin1',
  )

  for (const answer of [data, next.data]) {
    expect(dump).not.toContain(String(answer['refresh_token']))
    expect(dump).not.toContain(String(answer['token']).split('.')[2])
  }
  const words = [...new Set(dump.match(/[\w-]{32,80}/g) ?? [])]
  expect(words.length).toBeGreaterThan(0)
  for (const word of words) expect((await refresh(server.url, word)).status).toBe(401)
})
