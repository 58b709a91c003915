import type { MailId } from '../ids.ts'

/** A mail as it is read. */
export interface Mail {
  /** The same for each attempt, so that a mail that arrives twice is known for one. */
  readonly id: MailId
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly writtenAtMs: number
}

/** Hands mail to the outside. */
export interface Mailer {
  /** Resolves, once somebody else is responsible for it, with where it went. @throws MailRefused when trying again is no use. */
  send(mail: Mail): Promise<string>
}
