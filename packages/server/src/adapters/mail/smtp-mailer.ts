import { MailRefused, type Mailer } from '@tutti/core'
import { createTransport } from 'nodemailer'
import { mimeMessage } from './mime-message.ts'

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. */
  readonly url: string
  /** `Tutti <piano@example.com>`. */
  readonly from: string
  /** How long the other side may say nothing. */
  readonly silenceMs: number
}

/** Mail by SMTP, one connection each. STARTTLS is used where it is offered. */
export function createSmtpMailer({ url, from, silenceMs }: SmtpSettings): Mailer {
  const timeouts = { connectionTimeout: silenceMs, greetingTimeout: silenceMs, socketTimeout: silenceMs }
  const transport = createTransport({ ...readUrl(url), ...timeouts, dnsTimeout: silenceMs })
  return {
    async send(mail) {
      try {
        const { messageId } = await transport.sendMail(mimeMessage(mail, from))
        return messageId
      } catch (error) {
        throw isRefusal(error) ? new MailRefused(error.message, { cause: error }) : error
      }
    },
  }
}

function readUrl(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    ...(username !== '' && { auth }),
  }
}

/** A final no to this address or this text. A refused login or sender is our own fault and may be mended. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error) || !('command' in error) || !('responseCode' in error)) return false
  const isAboutMail = error.command === 'RCPT TO' || error.command === 'DATA'
  const code = Number(error.responseCode)
  return isAboutMail && code >= 500 && code !== 530
}
