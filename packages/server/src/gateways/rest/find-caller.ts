import { authenticate, Refusal, type Caller } from '@tutti/core'
import type { Access } from '@tutti/protocol/rest'
import type { RestNeeds } from './needs.ts'
import { readToken } from './read-token.ts'

/** Who asks, when that matters. @throws Refusal `not_authenticated`, `invalid_token`, `not_allowed`. */
export async function findCaller(needs: RestNeeds, access: Access, headers: Headers): Promise<Caller | undefined> {
  if (access === 'anyone') return undefined
  const caller = await authenticate(needs, readToken(headers))
  if (access === 'member' && caller.user.kind === 'guest') throw new Refusal('not_allowed')
  return caller
}
