import type { LetterKind } from '@tutti/core'

/** What the text of a mail may know. */
export interface Facts {
  readonly username: string
  /** Where the server is, for instance `https://piano.example.com`. */
  readonly base: string
  readonly token: string
}

/** A mail before it has a form: one line of text is one paragraph. */
export interface Text {
  /** Never with anything that a user wrote: it becomes a header (S-45). */
  readonly subject: string
  readonly before: readonly string[]
  readonly button?: { readonly label: string; readonly link: string }
  readonly after: readonly string[]
}

const ignoreIt = 'If that was not you, you can ignore this mail: without the link nothing happens.'

/**
 * Every mail there is. Tokens stand behind the `#`, which browsers keep to themselves: no log and no Referer has them,
 * and opening the link changes nothing until its page is told to (S-43).
 */
export const letters: { readonly [Kind in LetterKind]: (facts: Facts) => Text } = {
  confirm_email: ({ username, base, token }) => ({
    subject: 'Confirm your e-mail address',
    before: [`Welcome to Tutti, ${username}!`, 'Please confirm that this is your address.'],
    button: { label: 'Confirm address', link: `${base}/verify#confirm=${token}` },
    after: ['The link works once, for 24 hours.', ignoreIt],
  }),

  confirm_new_email: ({ username, base, token }) => ({
    subject: 'Confirm your new e-mail address',
    before: [
      `Hello ${username},`,
      'somebody who is logged in to your account at Tutti asked to use this address for it from now on.',
    ],
    button: { label: 'Use this address', link: `${base}/verify#change=${token}` },
    after: ['The link works once, for 24 hours.', ignoreIt],
  }),

  reset_password: ({ username, base, token }) => ({
    subject: 'Set a new password',
    before: [`Hello ${username},`, 'somebody asked for a new password for your account at Tutti.'],
    button: { label: 'Set a new password', link: `${base}/reset#token=${token}` },
    after: ['The link works once, for 60 minutes. Setting a new password logs you out everywhere.', ignoreIt],
  }),

  email_change_requested: ({ username, base }) => ({
    subject: 'Your e-mail address is about to change',
    before: [
      `Hello ${username},`,
      'somebody who knows your password asked to use another e-mail address for your account at Tutti. This one stays in force until the new one is confirmed.',
    ],
    after: [`If that was not you, set a new password right away: ${base}/reset`],
  }),

  password_changed: ({ username, base }) => ({
    subject: 'Your password was changed',
    before: [
      `Hello ${username},`,
      'the password of your account at Tutti was changed just now, and you were logged out everywhere else.',
    ],
    after: [`If that was not you, set a new one right away: ${base}/reset`],
  }),

  account_deleted: ({ username }) => ({
    subject: 'Your account was deleted',
    before: [
      `Hello ${username},`,
      'your account at Tutti was deleted with everything that was yours alone. What you wrote in rooms stays there without your name.',
    ],
    after: ['Thank you for playing with us.'],
  }),
}
