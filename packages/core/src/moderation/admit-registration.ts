import type { Clock } from '../ports/clock.ts'
import type { InviteStore } from '../ports/invite-store.ts'
import type { InviteCodes } from '../ports/invite-codes.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { RegistrationMode } from './invite.ts'

export interface RegistrationDoor {
  readonly invites: InviteStore
  readonly inviteCodes: InviteCodes
  readonly clock: Clock
  readonly registration: RegistrationMode
}

/**
 * Opens an account where the instance lets people do so. A use of the invite is taken before and given back when nothing
 * came of it, so that a code for one is good for one, however many ask at once.
 * @throws Refusal `registration_closed`, `invite_required`, and what `register` throws.
 */
export async function admitRegistration<Result>(
  { invites, inviteCodes, clock, registration }: RegistrationDoor,
  code: string | undefined,
  register: () => Promise<Result>,
): Promise<Result> {
  if (registration === 'open') return register()
  if (registration === 'closed') throw new Refusal('registration_closed')
  const codeHash = inviteCodes.hash(code ?? '')
  const isSpent = code !== undefined && (await invites.spend(codeHash, clock.now()))
  if (!isSpent) throw new Refusal('invite_required', { field: 'invite', ...issue('needs_invite') })
  try {
    return await register()
  } catch (error) {
    await invites.restore(codeHash)
    throw error
  }
}
