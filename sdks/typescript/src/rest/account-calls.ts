import type { CurrentSession } from '../session/current-session.ts'
import type { Answer, Ask } from './operation-types.ts'

export type PasswordChange = Ask<'changePassword'>['body']
export type UpgradeAsk = Ask<'upgradeGuest'>['body']
export type ProfileChange = NonNullable<Ask<'updateProfile'>['body']>
export type ProfileView = Answer<'getProfile'>

/** What changes who is signed in here; `session` tells of it at once, and nobody signs in again. */
export interface AccountCalls {
  /**
   * Every other session ends with the old password. This one goes on with new tokens, and the connection comes back into
   * its room. @throws TuttiError 401 without `tokenRefused` for a wrong password
   */
  changePassword(ask: PasswordChange): Promise<CurrentSession>
  /**
   * The guest that we are becomes an account: the same user id, room and connection. Where the server asks for a confirmed
   * address first, the session ends with it. @throws TuttiError
   */
  upgradeGuest(ask: UpgradeAsk): Promise<Answer<'upgradeGuest'>>
  /** What is absent stays as it is. @throws TuttiError */
  updateProfile(ask: ProfileChange): Promise<ProfileView>
}
