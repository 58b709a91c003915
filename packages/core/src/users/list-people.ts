import type { Filter, Listing, Page } from '../listing/listing.ts'
import type { AccountField, ProfileStore } from '../ports/profile-store.ts'
import { emailKey } from './email.ts'
import type { Account, User } from './user.ts'

interface ListPeople {
  readonly by: User
  readonly listing: Listing<AccountField>
}

/** Accounts as everybody may look for them: of the e-mail addresses one's own alone is found. */
export function listPeople(
  { profiles }: { readonly profiles: Pick<ProfileStore, 'list'> },
  { by, listing }: ListPeople,
): Promise<Page<Account>> {
  const filters = listing.filters.map((filter) => (filter.field === 'email' ? ownEmail(filter, by) : filter))
  return profiles.list({ ...listing, filters })
}

function ownEmail({ values }: Filter<AccountField>, by: User): Filter<AccountField> {
  const isOwn = by.kind === 'account' && values.some((value) => emailKey(String(value)) === emailKey(by.email))
  return { field: 'userId', comparison: 'is', values: isOwn ? [by.id] : [] }
}
