import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { ProfileChange, ProfileStore } from '../ports/profile-store.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { Refusal } from '../refusal.ts'
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

const longestName = 60
const longestStatus = 140
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Changes what an account says of itself. @throws Refusal `invalid_input`, `username_taken`, `user_not_found`. */
export async function updateProfile(
  { profiles, sessionEvents, clock }: Needs,
  { user, username, name, surname, statusText, settings }: UpdateProfile,
): Promise<Account> {
  const change: ProfileChange = {
    ...(username !== undefined && { username: parseUsername(username) }),
    ...(name !== undefined && { name: parseLine('name', name ?? '', longestName) || null }),
    ...(surname !== undefined && { surname: parseLine('surname', surname ?? '', longestName) || null }),
    ...(statusText !== undefined && { statusText: parseLine('statusText', statusText, longestStatus) }),
    ...(settings !== undefined && { settings }),
  }
  const account = await profiles.update(user, change, Math.round(clock.now()))
  if (!account) throw new Refusal('user_not_found', { userId: user })
  if (username !== undefined) sessionEvents.publish({ type: 'user_changed', userId: user })
  return account
}

/** One visible line. @throws Refusal `invalid_input` with the field. */
function parseLine(field: string, raw: string, longest: number): string {
  const line = raw.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  if ([...line].length > longest)
    throw new Refusal('invalid_input', { field, issue: `Use at most ${longest} characters` })
  return line
}
