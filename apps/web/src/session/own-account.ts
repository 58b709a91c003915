import type { PasswordChange, TuttiClient } from '@tutti/client'
import { TuttiError } from '@tutti/client'
import type { NewAccount } from './account-fields.tsx'
import { provedBy } from './proved-by.ts'

/** False where the address must be confirmed before one may sign in. @throws TuttiError */
export async function openAccount(client: TuttiClient, account: NewAccount): Promise<boolean> {
  await client.call('register', { body: account })
  try {
    await client.logIn(account)
    return true
  } catch (error) {
    if (!(error instanceof TuttiError) || error.status !== 403) throw error
    return false
  }
}

/** The guest that one is becomes an account; whoever was not even that opens one. @throws TuttiError */
export async function keepAccount(client: TuttiClient, account: NewAccount): Promise<void> {
  if (client.session) await client.account.upgradeGuest(account)
  else await openAccount(client, account)
}

/** Every other session ends with the old password. @throws TuttiError */
export async function replacePassword(client: TuttiClient, change: PasswordChange): Promise<void> {
  await provedBy('currentPassword', () => client.account.changePassword(change))
}

/** All but the one that asks. @throws TuttiError */
export async function endOtherSessions(client: TuttiClient): Promise<void> {
  const { items } = await client.sessions.list({ perPage: 100 })
  for (const { sessionId, current } of items) if (!current) await client.sessions.end(sessionId)
}
