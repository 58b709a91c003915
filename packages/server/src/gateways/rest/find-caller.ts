import { authenticate, Refusal, type TokenBearer } from '@tutti/core'
import type { Access } from '@tutti/protocol/rest'
import { mayAsk } from './may-ask.ts'
import type { RestNeeds } from './needs.ts'
import { readToken } from './read-token.ts'

/** Who asks, when that matters. @throws Refusal `not_authenticated`, `invalid_token`, `not_allowed`. */
export async function findCaller(needs: RestNeeds, access: Access, headers: Headers): Promise<TokenBearer | undefined> {
  if (access === 'anyone') return undefined
  const caller = await authenticate(needs, readToken(headers))
  if (!mayAsk(access, caller.user)) throw new Refusal('not_allowed')
  return caller
}

/** Who asks where anybody may: nobody, rather than a refusal, when the token is of no use. */
export async function findVisitor(needs: RestNeeds, headers: Headers): Promise<TokenBearer | undefined> {
  if (!headers.has('authorization')) return undefined
  try {
    return await authenticate(needs, readToken(headers))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
