import { IdTaken } from './ports/id-taken.ts'
import type { IdSource } from './ports/id-source.ts'

/** Ids are 54 random bits: two in a row that are taken are no coincidence any more. */
const mostAttempts = 5

/** Keeps something under a new short id, and under another one when that is taken. @throws what `keep` throws. */
export async function keepUnderFreshId<Kept>(ids: IdSource, keep: (id: string) => Promise<Kept>): Promise<Kept> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await keep(ids.shortId())
    } catch (error) {
      if (!(error instanceof IdTaken) || attempt === mostAttempts) throw error
    }
  }
}
