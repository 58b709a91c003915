/** What people say of themselves, beside their name. */
export interface Profile {
  readonly name: string | null
  readonly surname: string | null
  /** A line under the name; empty for none. */
  readonly statusText: string
  /** The unguessable name of the stored picture; null for the one that is drawn from colour and initials. */
  readonly avatar: string | null
}

export const emptyProfile: Profile = { name: null, surname: null, statusText: '', avatar: null }
