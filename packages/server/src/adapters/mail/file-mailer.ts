import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mailer } from '@tutti/core'
import { createTransport } from 'nodemailer'
import { mimeMessage } from './mime-message.ts'

export interface FileSettings {
  /** Where the mails go, one `.eml` file each, for the owner of the server alone. */
  readonly folder: string
  readonly from: string
}

/** Mail for servers that have nobody to send it: whoever runs the server finds it in a folder. */
export function createFileMailer({ folder, from }: FileSettings): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(mimeMessage(mail, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // A folder that was there before may be open to others.
      await chmod(folder, 0o700)
      const time = new Date(mail.writtenAtMs).toISOString().replace(/[:.]/g, '-')
      const path = join(folder, `${time}-${mail.kind}-${mail.id}.eml`)
      await writeFile(`${path}.part`, bytesOf(message), { mode: 0o600 })
      await rename(`${path}.part`, path)
      return path
    },
  }
}

function bytesOf(message: unknown): Uint8Array {
  if (message instanceof Uint8Array) return message
  throw new TypeError('the transport was told to give bytes')
}
