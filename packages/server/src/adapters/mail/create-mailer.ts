import { join } from 'node:path'
import type { Mailer } from '@tutti/core'
import { createFileMailer } from './file-mailer.ts'
import { createSmtpMailer } from './smtp-mailer.ts'
import { withDeadline } from './with-deadline.ts'

export interface MailSettings {
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly publicUrl: string | undefined
  readonly dataDir: string
}

/** A healthy server answers in well under this, also one that asks for patience first. */
const silenceMs = 15_000
const deadlineMs = 60_000

/** By SMTP when there is a server for it, else as files in the data folder. */
export function createMailer({ smtpUrl, mailFrom, publicUrl, dataDir }: MailSettings): Mailer {
  const host = publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname
  const from = mailFrom ?? `Tutti <no-reply@${host}>`
  const mailer =
    smtpUrl === undefined
      ? createFileMailer({ folder: join(dataDir, 'mail'), from })
      : createSmtpMailer({ url: smtpUrl, from, silenceMs })
  return withDeadline(mailer, deadlineMs)
}
