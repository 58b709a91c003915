import type { UserId } from '../ids.ts'

export const registrationModes = ['open', 'invite', 'closed'] as const
/** Who may open an account: everybody, whoever has a code, nobody. */
export type RegistrationMode = (typeof registrationModes)[number]

export interface Invite {
  readonly id: string
  /** Of the code only this is kept. */
  readonly codeHash: string
  readonly note: string
  readonly uses: number
  readonly mostUses: number
  /** Null when it was made at the command line. */
  readonly byId: UserId | null
  readonly createdAtMs: number
  readonly expiresAtMs: number
}
