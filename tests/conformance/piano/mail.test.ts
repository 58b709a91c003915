import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startMailSink, startTestServer, type MailSink } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { PianoClient } from './piano-client.ts'

const password = 'Nocturne-9-2'

async function received({ received: mails }: MailSink, count: number): Promise<MailSink['received']> {
  // B-094 allows five seconds; a retry may come on top.
  for (let waitedMs = 0; mails.length < count && waitedMs < 12_000; waitedMs += 20) await sleep(20)
  return mails
}

function register(url: string, username: string) {
  const json = { username, email: `${username}@example.com`, password }
  return new PianoClient(`${url}/api`).ask('/auth/register', { json })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('[B-094] [S-45] a registration sends one mail to that one address', async () => {
  await using sink = await startMailSink()
  await using server = await startTestServer({ smtpUrl: sink.url, mailFrom: 'Tutti <piano@example.com>' })

  await register(server.url, 'clara')
  const [mail] = await received(sink, 1)

  expect(mail).toMatchObject({ from: 'piano@example.com', to: ['clara@example.com'] })
  expect(mail?.source).toContain('Subject: Confirm your e-mail address')
  await register(server.url, 'CLARA')
  await register(server.url, 'robert')
  expect((await received(sink, 2)).map(({ to }) => to)).toEqual([['clara@example.com'], ['robert@example.com']])
})

test('[B-094] [R-46] with no mail server people register, and the mail arrives once there is one', async () => {
  const port = await freePort()
  await using server = await startTestServer({ smtpUrl: `smtp://127.0.0.1:${port}` })

  const { status } = await register(server.url, 'clara')
  await using sink = await startMailSink({ port })

  expect(status).toBe(201)
  expect(await received(sink, 1)).toHaveLength(1)
})

test('[R-46] a mail server that takes connections and never answers keeps nobody waiting, not even the stop', async () => {
  const taken = new Set<{ destroy(): void }>()
  const silent = createServer((socket) => void taken.add(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const server = await startTestServer({ smtpUrl: `smtp://127.0.0.1:${port}` })
  const names = ['clara', 'robert', 'fanny', 'felix', 'hector', 'franz', 'johannes', 'antonin']

  const registered = await Promise.all(names.map((name) => register(server.url, name)))
  const loggedIn = await new PianoClient(`${server.url}/api`).ask('/auth/login', {
    json: { username: 'clara', password },
  })
  await sleep(200)

  expect(registered.map(({ status }) => status)).toEqual(names.map(() => 201))
  expect(loggedIn.status).toBe(200)
  expect(taken.size).toBeLessThanOrEqual(4)
  const stoppedFrom = performance.now()
  await server[Symbol.asyncDispose]()
  expect(performance.now() - stoppedFrom).toBeLessThan(10_000)
  for (const socket of taken) socket.destroy()
  silent.close()
})

test('[B-094] [R-02] mail that was due when the server stopped goes out after the next start', async () => {
  await using first = await startTestServer()
  const databaseUrl = `file:${join(first.config.dataDir, 'shared.db')}`
  const { dataDir } = first.config
  {
    await using server = await startTestServer({
      databaseUrl,
      dataDir,
      smtpUrl: `smtp://127.0.0.1:${await freePort()}`,
    })
    await register(server.url, 'clara')
  }

  await using sink = await startMailSink()
  await using _server = await startTestServer({ databaseUrl, dataDir, smtpUrl: sink.url })

  expect(await received(sink, 1)).toMatchObject([{ to: ['clara@example.com'] }])
})

test('[R-08] a mail folder that cannot be written to delays the mail and stops nothing', async () => {
  await using server = await startTestServer()
  const folder = join(server.config.dataDir, 'mail')
  await mkdir(server.config.dataDir, { recursive: true })
  await writeFile(folder, 'in the way')

  const { status } = await register(server.url, 'clara')
  await sleep(200)
  await rm(folder)

  expect(status).toBe(201)
  for (let waitedMs = 0; waitedMs < 8_000; waitedMs += 50) {
    if ((await readdir(folder).catch(() => [])).some((name) => name.endsWith('.eml'))) return
    await sleep(50)
  }
  throw new Error('the mail never came')
})
