import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** The whole message, headers and all. */
  readonly source: string
}

export interface MailSink extends AsyncDisposable {
  /** `smtp://127.0.0.1:<port>`. */
  readonly url: string
  readonly received: readonly ReceivedMail[]
}

export interface MailSinkOptions {
  readonly port?: number
  /** SMTP codes for recipients that are not taken. */
  readonly refuse?: Readonly<Record<string, number>>
  /** With these, whoever sends has to log in. */
  readonly user?: string
  readonly password?: string
}

/** An SMTP server that keeps what it gets. */
export async function startMailSink({
  port = 0,
  refuse = {},
  user,
  password,
}: MailSinkOptions = {}): Promise<MailSink> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS'],
    authOptional: user === undefined,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      const isKnown = auth.username === user && auth.password === password
      if (isKnown) done(null, { user: auth.username ?? '' })
      else done(new Error('no such user'))
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = refuse[address]
      done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const source = Buffer.concat(chunks).toString('utf8')
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
