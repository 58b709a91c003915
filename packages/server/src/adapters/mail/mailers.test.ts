import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mailId, MailRefused, type Mail } from '@tutti/core'
import { startMailSink } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { createMailer } from './create-mailer.ts'
import { createFileMailer } from './file-mailer.ts'
import { createSmtpMailer } from './smtp-mailer.ts'
import { withDeadline } from './with-deadline.ts'

const from = 'Tutti <piano@example.com>'
const silenceMs = 5_000

function aMail(overrides: Partial<Mail> = {}): Mail {
  const id = mailId('3f0c')
  const content = { subject: 'Grüße', text: 'Hello\n', html: '<p>Hello</p>' }
  return { id, kind: 'confirm_email', to: 'clara@example.com', writtenAtMs: 86_400_000, ...content, ...overrides }
}

/** A server that takes connections and says nothing. */
async function startSilence(): Promise<AsyncDisposable & { readonly port: number }> {
  const server: Server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}

test('a mail arrives by SMTP as it was written, from whom the options say', async () => {
  await using sink = await startMailSink()

  await createSmtpMailer({ url: sink.url, from, silenceMs }).send(aMail())

  const [mail] = sink.received
  expect(mail).toMatchObject({ from: 'piano@example.com', to: ['clara@example.com'] })
  expect(mail?.source).toContain('From: Tutti <piano@example.com>')
  expect(mail?.source).toContain('Message-ID: <3f0c@example.com>')
  expect(mail?.source).toContain('Auto-Submitted: auto-generated')
  expect(mail?.source).toMatch(/multipart\/alternative[^]*Hello[^]*<p>Hello<\/p>/)
})

test.each([
  'a@b.example\r\nRCPT TO:<thief@example.com>',
  'a@b.example, thief@example.com',
  'a@b.example\r\nBcc: thief@example.com',
])('[S-45] an address that tries to be more than one reaches nobody else: %j', async (to) => {
  await using sink = await startMailSink()

  await createSmtpMailer({ url: sink.url, from, silenceMs })
    .send(aMail({ to }))
    .catch(() => undefined)

  for (const { to: recipients, source } of sink.received) {
    expect(recipients).not.toContain('thief@example.com')
    expect(source).not.toMatch(/^Bcc:/m)
  }
})

test('[S-45] a line break in a subject starts no header', async () => {
  await using sink = await startMailSink()
  await createSmtpMailer({ url: sink.url, from, silenceMs }).send(aMail({ subject: 'Hi\r\nBcc: thief@example.com' }))
  expect(sink.received[0]?.source).not.toMatch(/^Bcc:/m)
})

test('a recipient that is refused for good is told apart from trouble on the way', async () => {
  await using sink = await startMailSink({ refuse: { 'gone@example.com': 550, 'later@example.com': 450 } })
  const mailer = createSmtpMailer({ url: sink.url, from, silenceMs })

  await expect(mailer.send(aMail({ to: 'gone@example.com' }))).rejects.toBeInstanceOf(MailRefused)
  await expect(mailer.send(aMail({ to: 'later@example.com' }))).rejects.not.toBeInstanceOf(MailRefused)
  await expect(
    createSmtpMailer({ url: 'smtp://127.0.0.1:1', from, silenceMs }).send(aMail()),
  ).rejects.not.toBeInstanceOf(MailRefused)
})

test('user and password of the address are used to log in', async () => {
  await using sink = await startMailSink({ user: 'piano', password: 'p@ss word' })
  const url = sink.url.replace('smtp://', 'smtp://piano:p%40ss%20word@')

  await createSmtpMailer({ url, from, silenceMs }).send(aMail())
  await expect(createSmtpMailer({ url: sink.url, from, silenceMs }).send(aMail())).rejects.not.toBeInstanceOf(
    MailRefused,
  )

  expect(sink.received).toHaveLength(1)
})

test('[R-46] a server that takes the connection and says nothing is given up', async () => {
  await using silent = await startSilence()
  const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${silent.port}`, from, silenceMs: 100 })

  await expect(mailer.send(aMail())).rejects.toMatchObject({ code: 'ETIMEDOUT' })
})

test('[R-46] whatever a mailer does, the deadline holds', async () => {
  const never = { send: () => new Promise<string>(() => undefined) }
  await expect(withDeadline(never, 20).send(aMail())).rejects.toThrow('no answer within 20 ms')
})

test('without a mail server mails are files for the owner alone, and a second attempt is the same file', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-mail-'))
  const folder = join(dataDir, 'mail')
  const mailer = createFileMailer({ folder, from })

  const path = await mailer.send(aMail())
  expect(await mailer.send(aMail())).toBe(path)

  expect(await readdir(folder)).toEqual(['1970-01-02T00-00-00-000Z-confirm_email-3f0c.eml'])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect(await readFile(path, 'utf8')).toContain('To: clara@example.com')
  await rm(dataDir, { recursive: true })
})

test('without a sender, mail comes from the host of the public URL', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-mail-'))
  const publicUrl = 'https://piano.example.com'

  const path = await createMailer({ smtpUrl: undefined, mailFrom: undefined, publicUrl, dataDir }).send(aMail())

  expect(await readFile(path, 'utf8')).toContain('From: Tutti <no-reply@piano.example.com>')
  await rm(dataDir, { recursive: true })
})
