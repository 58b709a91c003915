import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestServer } from '@tutti/testkit/server'

export interface ReadMail {
  readonly kind: string
  readonly to: string
  readonly subject: string
  /** The plain text. */
  readonly text: string
  /** What the first link leads to. */
  readonly link: URL
  /** What stands behind the `=` of the link's fragment. */
  readonly token: string
}

/** The mails of a server that has nobody to send them, oldest first. */
export async function readMails({ config }: Pick<TestServer, 'config'>): Promise<readonly ReadMail[]> {
  const folder = join(config.dataDir, 'mail')
  const names = await readdir(folder).catch(() => [])
  const mails = names.filter((name) => name.endsWith('.eml')).toSorted()
  return Promise.all(mails.map(async (name) => parseMail(name, await readFile(join(folder, name), 'utf8'))))
}

/** The newest mail of a kind to an address; waits for it as long as B-094 allows. */
export async function waitForMail(server: TestServer, to: string, kind: string): Promise<ReadMail> {
  for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 20) {
    const found = (await readMails(server)).findLast((mail) => mail.to === to && mail.kind === kind)
    if (found) return found
    await sleep(20)
  }
  throw new Error(`No ${kind} for ${to}`)
}

function parseMail(name: string, source: string): ReadMail {
  const [head = ''] = source.split('\r\n\r\n')
  const text = plainText(source)
  const link = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'http://none.invalid/')
  return {
    kind: /-([a-z]+(?:_[a-z]+)+)-/.exec(name)?.[1] ?? '',
    to: header(head, 'To'),
    subject: header(head, 'Subject'),
    text,
    link,
    token: link.hash.split('=')[1] ?? '',
  }
}

function header(head: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
}

function plainText(source: string): string {
  const part = source.split('Content-Type: text/plain')[1]?.split(/\r\n--/)[0] ?? ''
  const [head = '', ...body] = part.split('\r\n\r\n')
  const text = body.join('\n\n').replaceAll('\r\n', '\n')
  if (!head.includes('quoted-printable')) return text
  return text.replace(/=\n/g, '').replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
