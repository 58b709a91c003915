import type { Mail } from '@tutti/core'
import type { SendMailOptions } from 'nodemailer'

/** A mail as the library takes it. Nothing in it may make the library read a file or an address. */
export function mimeMessage(mail: Mail, from: string): SendMailOptions {
  const domain = /@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: new Date(mail.writtenAtMs),
    messageId: `<${mail.id}@${domain}>`,
    // RFC 3834: no holiday notes in answer.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
