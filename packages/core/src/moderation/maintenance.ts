import { Refusal } from '../refusal.ts'
import { rolesOf, type User } from '../users/user.ts'

/** While it is on, nobody new comes in and no rooms are opened; who is here plays on. */
export interface Maintenance {
  readonly isOn: boolean
  /** Told to those who are turned away; empty for the usual words. */
  readonly message: string
  readonly retryAfterMs: number
}

export const noMaintenance: Maintenance = { isOn: false, message: '', retryAfterMs: 60_000 }

/** Admins come in all the same. @throws Refusal `maintenance` with when to come back. */
export function checkNotInMaintenance({ isOn, message, retryAfterMs }: Maintenance, user?: User): void {
  if (!isOn || (user && rolesOf(user).includes('admin'))) return
  throw new Refusal('maintenance', { retryAfterMs, ...(message !== '' && { issue: message }) })
}
