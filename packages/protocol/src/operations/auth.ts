import { isEmail } from '@tutti/core'
import { z } from 'zod'
import { customIssue } from './custom-issue.ts'
import { operation } from './operation.ts'
import { SessionView, UserView } from './views.ts'

export const password = z.string().max(4096).meta({ format: 'password', example: 'Nocturne-9-2' })

export const register = operation({
  id: 'register',
  tag: 'Authentication',
  summary: 'Open an account.',
  description:
    'The password needs six characters of three kinds and must not contain the user name or a part of the full name.',
  access: 'anyone',
  limit: 'auth',
  body: z
    .object({
      username: z.string().optional().describe('3 to 20 of A-Z a-z 0-9 _ . -').meta({ example: 'clara' }),
      email: z
        .string()
        .refine(isEmail, customIssue('not_an_email'))
        .meta({ format: 'email', example: 'clara@example.com' }),
      password,
      name: z.string().nullable().optional().meta({ example: 'Clara' }),
      surname: z.string().nullable().optional().meta({ example: 'Wieck' }),
      fullName: z.string().optional().describe('Instead of the two: the last word is the surname.'),
      confirmPassword: z.string().optional().describe('When given, it must equal the password.'),
      invite: z.string().max(200).optional().describe('A code, where the server takes new accounts by invitation.'),
    })
    .refine((body) => body.confirmPassword === undefined || body.confirmPassword === body.password, {
      path: ['confirmPassword'],
      ...customIssue('passwords_differ'),
    }),
  output: UserView,
  done: 'Account created',
  hashes: true,
  refusals: ['username_taken', 'email_taken', 'weak_password', 'registration_closed', 'invite_required', 'maintenance'],
})

export const logIn = operation({
  id: 'logIn',
  tag: 'Authentication',
  summary: 'Log in with a user name or an e-mail address.',
  access: 'anyone',
  limit: 'auth',
  handsOut: true,
  hashes: true,
  body: z.object({
    username: z.string().min(1).max(254).describe('A user name or an e-mail address.').meta({ example: 'clara' }),
    password: password.min(1),
  }),
  output: SessionView,
  done: 'Logged in',
  refusals: ['wrong_credentials', 'email_unconfirmed', 'suspended', 'maintenance'],
})

export const enterAsGuest = operation({
  id: 'enterAsGuest',
  tag: 'Authentication',
  summary: 'Come in without an account.',
  description: 'Without a name one is proposed. Other guests may have the same name; no account may.',
  access: 'anyone',
  limit: 'guest',
  handsOut: true,
  body: z.object({ username: z.string().optional().meta({ example: 'Mellow Heron' }) }),
  output: SessionView,
  done: 'Welcome',
  refusals: ['username_taken', 'maintenance'],
})
