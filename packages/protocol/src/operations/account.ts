import { z } from 'zod'
import { password, register } from './auth.ts'
import { DirectMessageView } from './direct.ts'
import { operation } from './operation.ts'
import { RecordingView } from './recordings.ts'
import { PersonView, UserSettingsView, UserStatsView } from './people-views.ts'
import { listSessions } from './sessions.ts'
import { RoomView, SessionView, Timestamp, UserView } from './views.ts'

const givenPassword = password.min(1)
const email = z.string().max(320).meta({ format: 'email', example: 'clara@example.com' })
const token = z.string().min(1).max(200).describe('From the link in the mail, after the `#`.')
const nothing = z.object({})

export const verifyEmail = operation({
  id: 'verifyEmail',
  tag: 'Authentication',
  summary: 'Confirm the e-mail address of an account.',
  description: 'The token of the mail is good once, for 24 hours; a newer mail ends the older one.',
  access: 'anyone',
  limit: 'auth',
  body: z.object({ token }),
  output: nothing,
  done: 'E-mail address confirmed',
  refusals: ['invalid_link'],
})

export const resendVerification = operation({
  id: 'resendVerification',
  tag: 'Authentication',
  summary: 'Send the mail that confirms an address again.',
  description:
    'The answer is the same whether an account waits for it or not. An address gets three mails an hour at most.',
  access: 'anyone',
  limit: 'auth',
  body: z.object({ email }),
  output: nothing,
  done: 'If an account waits for it, a mail is on its way',
  refusals: [],
})

export const forgotPassword = operation({
  id: 'forgotPassword',
  tag: 'Authentication',
  summary: 'Ask for a mail with a link to set a new password.',
  description:
    'The answer is the same whether there is such an account or not. An address gets three mails an hour at most.',
  access: 'anyone',
  limit: 'auth',
  body: z.object({ email }),
  output: nothing,
  done: 'If there is such an account, a mail is on its way',
  refusals: [],
})

export const resetPassword = operation({
  id: 'resetPassword',
  tag: 'Authentication',
  summary: 'Set a new password with the token of a mail.',
  description:
    'The token is good once, for 60 minutes. Every session of the account ends, and nobody is logged in by it: log in ' +
    'with the new password. The owner is told by mail.',
  access: 'anyone',
  limit: 'auth',
  body: z.object({ token, password }),
  output: nothing,
  done: 'Password changed',
  refusals: ['invalid_link', 'weak_password'],
})

export const upgradeGuest = operation({
  id: 'upgradeGuest',
  tag: 'Authentication',
  summary: 'Turn a guest into an account.',
  description:
    'The user id stays, and with it rooms and figures. The tokens in hand go on, unless this server asks for a confirmed ' +
    'address: then confirm it and log in.',
  access: 'user',
  limit: 'auth',
  body: register.body,
  output: UserView,
  done: 'Account created',
  refusals: register.refusals,
})

export const changePassword = operation({
  id: 'changePassword',
  tag: 'Users',
  summary: 'Change your password.',
  description: 'Everything that was issued before ends, tokens and connections alike; the answer holds a new session.',
  access: 'member',
  limit: 'auth',
  handsOut: true,
  body: z.object({ currentPassword: givenPassword, newPassword: password }),
  output: SessionView,
  done: 'Password changed',
  refusals: ['wrong_credentials', 'weak_password'],
})

export const changeEmail = operation({
  id: 'changeEmail',
  tag: 'Users',
  summary: 'Ask for another e-mail address.',
  description:
    'The old address stays in force, and is told, until the link at the new one is followed. The answer does not say ' +
    'whether somebody else has the address.',
  access: 'member',
  limit: 'auth',
  body: z.object({ email, password: givenPassword }),
  output: nothing,
  done: 'A mail to the new address is on its way',
  refusals: ['wrong_credentials'],
})

export const confirmNewEmail = operation({
  id: 'confirmNewEmail',
  tag: 'Users',
  summary: 'Confirm the new e-mail address of an account.',
  description: 'The token of the mail is good once, for 24 hours, and needs no login.',
  access: 'anyone',
  limit: 'auth',
  body: z.object({ token }),
  output: nothing,
  done: 'E-mail address changed',
  refusals: ['invalid_link', 'email_taken'],
})

export const exportAccount = operation({
  id: 'exportAccount',
  tag: 'Users',
  summary: 'Get all that is kept about you.',
  access: 'member',
  limit: 'general',
  output: z
    .object({
      exportedAt: Timestamp,
      user: UserView,
      emailConfirmedAt: Timestamp.nullable(),
      name: z.string().nullable(),
      surname: z.string().nullable(),
      statusText: z.string(),
      settings: UserSettingsView,
      stats: UserStatsView,
      friends: z.array(PersonView),
      blockedUsers: z.array(PersonView),
      sessions: z.array(listSessions.output),
      rooms: z.array(RoomView),
      messages: z.array(
        z.object({ messageId: z.string(), roomId: z.string(), message: z.string(), timestamp: Timestamp }),
      ),
      recordings: z.array(RecordingView).describe('Those that you were there for, at most the newest 1000.'),
      directMessages: z.array(DirectMessageView).describe('Those that you wrote, and those that were written to you.'),
    })
    .meta({ id: 'AccountExport' }),
  done: 'Data exported',
  refusals: ['user_not_found'],
})

export const deleteAccount = operation({
  id: 'deleteAccount',
  tag: 'Users',
  summary: 'Delete your account.',
  description: 'For good. What you wrote in rooms stays there without your name; your rooms stay without an owner.',
  access: 'member',
  limit: 'auth',
  body: z.object({ password: givenPassword }),
  output: nothing,
  done: 'Account deleted',
  refusals: ['wrong_credentials', 'last_admin'],
})
