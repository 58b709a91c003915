import { randomUUID } from 'node:crypto'
import { waitForMail } from './mail-folder.ts'
import type { Answer, Member } from './piano-client.ts'
import type { Suite } from './suite.ts'

export const password = 'Nocturne-9-2'
export const newPassword = 'Ballade-no-4'

export async function logIn({ piano }: Suite, username: string, given: string): Promise<Answer> {
  return piano.ask('/auth/login', { json: { username, password: given } })
}

export async function resetToken(suite: Suite, { email }: Member): Promise<string> {
  await suite.piano.ask('/auth/forgot-password', { json: { email } })
  return (await waitForMail(suite.server, email, 'reset_password')).token
}

/** Whatever was asked for before is in the folder once this mail is: letters go out in the order they were asked for. */
export async function settled(suite: Suite): Promise<void> {
  const email = `${randomUUID().slice(0, 8)}@settled.example`
  await suite.piano.ask('/auth/register', { json: { username: `s${randomUUID().slice(0, 8)}`, email, password } })
  await waitForMail(suite.server, email, 'confirm_email')
}
