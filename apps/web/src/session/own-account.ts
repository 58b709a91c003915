import type { TuttiClient } from '@tutti/client'
import { provedBy } from './proved-by.ts'

export interface NewAccount {
  readonly username: string
  readonly email: string
  readonly password: string
}

/** The guest that one is becomes an account; whoever was not even that opens one. Signed in after it. @throws TuttiError */
export async function keepAccount(client: TuttiClient, account: NewAccount): Promise<void> {
  if (!client.session) return void (await client.register(account))
  await client.call('upgradeGuest', { body: account })
  await client.logIn({ username: account.username, password: account.password })
}

interface PasswordChange {
  readonly username: string
  readonly currentPassword: string
  readonly newPassword: string
}

/** Every session ends with the old password; this device signs in with the new one. @throws TuttiError */
export async function replacePassword(client: TuttiClient, change: PasswordChange): Promise<void> {
  const { username, currentPassword, newPassword } = change
  await provedBy('currentPassword', () => client.call('changePassword', { body: { currentPassword, newPassword } }))
  await client.logIn({ username, password: newPassword })
}

/** All but the one that asks. @throws TuttiError */
export async function endOtherSessions(client: TuttiClient): Promise<void> {
  const { items } = await client.sessions.list({ perPage: 100 })
  for (const { sessionId, current } of items) if (!current) await client.sessions.end(sessionId)
}
