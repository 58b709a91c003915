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

/** Empty for somebody who gave neither name. */
export function fullNameOf({ name, surname }: Profile): string {
  return [name, surname].filter((part) => part !== null).join(' ')
}

interface GivenNames {
  readonly name?: string | null | undefined
  readonly surname?: string | null | undefined
  readonly fullName?: string | undefined
}

/** Names that were given apart, or as one of which the last word is the surname. */
export function splitFullName({ name, surname, fullName }: GivenNames): Pick<GivenNames, 'name' | 'surname'> {
  const words = fullName?.trim().split(/\s+/) ?? []
  const last = words.length > 1 ? words.pop() : undefined
  return { name: name ?? (words.join(' ') || null), surname: surname ?? last ?? null }
}
