import { admitGuest, logIn, openSession, registerAccount } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentSession } from '../present/present-session.ts'
import { presentUser } from '../present/present-user.ts'

export const authRoutes: readonly Route[] = [
  handle(operations.register, async ({ needs, body }) => presentUser(await registerAccount(needs, body))),

  handle(operations.logIn, async ({ needs, body }) => {
    const account = await logIn(needs, { login: body.username, password: body.password })
    return presentSession(await openSession(needs, account), needs.clock.now())
  }),

  handle(operations.enterAsGuest, async ({ needs, body }) => {
    const guest = await admitGuest(needs, body)
    return presentSession(await openSession(needs, guest), needs.clock.now())
  }),
]
