import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { ProfileChange, ProfileStore } from '../ports/profile-store.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { Refusal } from '../refusal.ts'
import { parseProfileLine } from './profile-line.ts'
import type { UserSettingsPatch } from './settings.ts'
import type { Account } from './user.ts'
import { parseUsername } from './username.ts'

/** What is absent keeps its value; null or an empty text clears a name. */
export interface UpdateProfile {
  readonly user: UserId
  readonly username?: string | undefined
  readonly name?: string | null | undefined
  readonly surname?: string | null | undefined
  readonly statusText?: string | undefined
  readonly settings?: UserSettingsPatch | undefined
}

interface Needs {
  readonly profiles: ProfileStore
  readonly sessionEvents: SessionEvents
  readonly clock: Clock
}

/** Changes what an account says of itself. @throws Refusal `invalid_input`, `username_taken`, `user_not_found`. */
export async function updateProfile(
  { profiles, sessionEvents, clock }: Needs,
  { user, username, name, surname, statusText, settings }: UpdateProfile,
): Promise<Account> {
  const change: ProfileChange = {
    ...(username !== undefined && { username: parseUsername(username) }),
    ...(name !== undefined && { name: parseProfileLine('name', name ?? '') || null }),
    ...(surname !== undefined && { surname: parseProfileLine('surname', surname ?? '') || null }),
    ...(statusText !== undefined && { statusText: parseProfileLine('statusText', statusText) }),
    ...(settings !== undefined && { settings }),
  }
  const isChange = Object.keys(change).length > 0
  const account = isChange
    ? await profiles.update(user, change, Math.round(clock.now()))
    : await profiles.findByHandle(user)
  if (account?.kind !== 'account') throw new Refusal('user_not_found', { userId: user })
  if (username !== undefined) sessionEvents.publish({ type: 'user_changed', userId: user })
  return account
}
