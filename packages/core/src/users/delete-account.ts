import { writeMailNotice } from '../mail/write-letter.ts'
import type { AvatarPictures } from '../ports/avatar-pictures.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailBell } from '../ports/mail-bell.ts'
import type { ProfileStore } from '../ports/profile-store.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { firstPage } from '../listing/listing.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { accountOf, checkOwnPassword, type OwnPasswordNeeds } from './own-password.ts'
import type { Account } from './user.ts'

interface Needs extends OwnPasswordNeeds {
  readonly profiles: ProfileStore
  readonly avatars: AvatarPictures
  readonly sessionEvents: SessionEvents
  readonly mailBell: MailBell
  readonly ids: IdSource
  readonly clock: Clock
}

/** The name that stands beside what somebody said who is gone. */
export const nobodysName = 'Deleted user'

/**
 * Ends an account for good, its owner's password in hand. @throws Refusal `wrong_credentials`, `rate_limited`,
 * `overloaded`; `last_admin` when nobody would be left to run the place.
 */
export async function deleteAccount(
  needs: Needs,
  { caller, password }: { readonly caller: Caller; readonly password: string },
): Promise<void> {
  const { accounts, avatars, sessionEvents, mailBell, clock } = needs
  const account = accountOf(caller)
  await checkOwnPassword(needs, account, password)
  await checkNotLastAdmin(needs, account)
  const nowMs = Math.round(clock.now())
  await accounts.remove({ userId: account.id, nowMs, notice: writeMailNotice(needs, 'account_deleted', account) })
  sessionEvents.publish({ type: 'all_sessions_ended', userId: account.id, cause: 'account_deleted' })
  mailBell.ring()
  // The account is gone whatever the disk says; a picture that stays belongs to nobody and is swept.
  if (account.profile.avatar !== null) await avatars.remove(account.profile.avatar).catch(() => undefined)
}

async function checkNotLastAdmin({ profiles }: Pick<Needs, 'profiles'>, { roles }: Account): Promise<void> {
  if (!roles.includes('admin')) return
  const admins = { field: 'roles', comparison: 'is', values: ['admin'] } as const
  const { total } = await profiles.list({ ...firstPage(1), filters: [admins] })
  if (total <= 1) throw new Refusal('last_admin')
}
