import type { Stores } from '@tutti/server'

export type Listing = Parameters<Stores['profiles']['list']>[0]

export interface Contender {
  readonly title: string
  readonly ask: () => Promise<{ readonly total: number }>
}

const perPage = 20
const everything: Listing = { filters: [], sort: [], page: 1, perPage }
/** What members search by; admins search e-mail addresses too. */
const names = ['username', 'name', 'surname'] as const
const byName = [{ field: 'name', descending: false }] as const
const recent = [{ field: 'createdAt', comparison: 'gte', values: [1_700_050_000_000] }] as const

const searching = (words: readonly string[], rest: Partial<Listing> = {}): Listing => ({
  ...everything,
  search: { words, fields: names },
  ...rest,
})

const listings: readonly (readonly [title: string, listing: Listing])[] = [
  ['a page of all, newest first', everything],
  ['the last page of all', { ...everything, page: 5_000 }],
  ['all by name', { ...everything, sort: byName }],
  ['a rare word, `schuman player77`', searching(['schuman', 'player77'])],
  ['a word of one account, `player4242`', searching(['player4242'])],
  ['a common word, `player`', searching(['player'])],
  ['a common name, `anna`', searching(['anna'])],
  ['one letter, `a`', searching(['a'])],
  ['two common words, `anna schumann`', searching(['anna', 'schumann'])],
  ['two letters, `a s`', searching(['a', 's'])],
  ['eight letters', searching([...'abcdefgh'])],
  ['nothing, `zzzzqq`', searching(['zzzzqq'])],
  ['`player` by name', searching(['player'], { sort: byName })],
  ['`player` of the later half', searching(['player'], { filters: recent })],
  ['`anna` among addresses too', searching(['anna'], { search: { words: ['anna'], fields: [...names, 'email'] } })],
]

export function contendersOf({ profiles }: Pick<Stores, 'profiles'>): readonly Contender[] {
  return listings.map(([title, listing]) => ({ title, ask: () => profiles.list(listing) }))
}
