import { emailKey, mailShare, type Letter, type Posting } from '@tutti/core'
import { sql, type Compilable, type Insertable } from 'kysely'
import type { Database } from '../database.ts'
import { insertIf, type Condition } from '../insert-if.ts'
import type { OutboxTable } from '../tables.ts'

const always: Condition = sql`1 = 1`

/**
 * What keeps a letter and its token, for a transaction with their cause. Of an address that has had its share neither is
 * kept, and the link that was sent before goes on working. A newer link ends the older one, also the one not yet sent.
 */
export function postStatements(
  query: Database['query'],
  { letter, token, isShared, isDecoy }: Posting,
  onlyIf: Condition = always,
): readonly Compilable[] {
  const row = rowOf(letter, isDecoy ? 'decoy' : 'waiting')
  const condition: Condition = isShared ? sql`${onlyIf} and ${hasShareLeft(letter)}` : onlyIf
  const post = insertIf(query, { into: 'outbox', row, condition })
  if (!token) return [post]

  const isPosted: Condition = sql`exists (select 1 from outbox where id = ${letter.id})`
  const supersede = query
    .updateTable('outbox')
    .set({ state: 'dead', sealed_token: null, settled_at_ms: letter.createdAtMs, reason: 'superseded' })
    .where('user_id', '=', token.userId)
    .where('kind', '=', letter.kind)
    .where('state', '=', 'waiting')
    .where('id', '!=', letter.id)
    .where(isPosted)
  const keep = insertIf(query, {
    into: 'mail_token',
    row: {
      user_id: token.userId,
      purpose: token.purpose,
      hash: token.hash,
      email: token.email,
      email_key: emailKey(token.email),
      expires_at_ms: token.expiresAtMs,
    },
    condition: isPosted,
    rest: sql`on conflict (user_id, purpose) do update set hash = excluded.hash, email = excluded.email,
      email_key = excluded.email_key, expires_at_ms = excluded.expires_at_ms`,
  })
  return [post, supersede, keep]
}

function hasShareLeft({ to, createdAtMs }: Letter): Condition {
  const since = createdAtMs - mailShare.perMs
  return sql`(select count(*) from outbox where address_key = ${emailKey(to)} and created_at_ms > ${since})
    < ${mailShare.letters}`
}

function rowOf(letter: Letter, state: OutboxTable['state']): Insertable<OutboxTable> {
  return {
    id: letter.id,
    kind: letter.kind,
    user_id: letter.userId,
    address: letter.to,
    address_key: emailKey(letter.to),
    username: letter.username,
    sealed_token: letter.sealedToken,
    state,
    attempts: 0,
    next_attempt_at_ms: letter.createdAtMs,
    created_at_ms: letter.createdAtMs,
    expires_at_ms: letter.expiresAtMs,
    settled_at_ms: null,
    reason: null,
  }
}
