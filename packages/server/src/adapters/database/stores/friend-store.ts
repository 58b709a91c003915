import type { Acquaintance, Asked, Friend, FriendRequests, FriendStore, Relation, UserId } from '@tutti/core'
import { sql, type Compilable } from 'kysely'
import type { Database, Row } from '../database.ts'
import { parseUser } from './user-store.ts'

type Query = Database['query']
type UserRow = Parameters<typeof parseUser>[0]

/** As many requests, friends, or blocked users as anybody may have. */
const most = 1000

export function createFriendStore({ query, write }: Pick<Database, 'query' | 'write'>): FriendStore {
  const changes = async (statement: Compilable): Promise<boolean> => {
    const [rows = []] = await write([statement])
    return rows.length > 0
  }

  return {
    async request(from, to, atMs) {
      const [, , [pair] = [], [block] = []] = await write(requestStatements(query, { from, to, atMs }))
      return outcomeOf(pair, block)
    },
    accept: (by, from, atMs) =>
      changes(
        query
          .updateTable('friendship')
          .set({ state: 'friends', at_ms: atMs })
          .where(between(by, from))
          .where('state', '=', 'requested')
          .where('requested_by', '=', from)
          .where(noBlock(by, from))
          .returning('state'),
      ),
    decline: (by, from) =>
      changes(
        query
          .deleteFrom('friendship')
          .where(between(by, from))
          .where('state', '=', 'requested')
          .where('requested_by', '=', from)
          .where(noBlock(by, from))
          .returning('state'),
      ),
    remove: (by, other) =>
      changes(
        query
          .deleteFrom('friendship')
          .where(between(by, other))
          .where(({ eb, or }) => or([eb('state', '=', 'friends'), eb('requested_by', '=', by)]))
          .returning('state'),
      ),
    async block(by, other, atMs) {
      const [, , blocked = []] = await write(blockStatements(query, { by, other, atMs }))
      return blocked.length > 0
    },
    unblock: (by, other) =>
      changes(query.deleteFrom('block').where('user_id', '=', by).where('blocked_id', '=', other).returning('user_id')),
    relation: (of, other) => findRelation(query, of, other),
    async listFriends(of) {
      const rows = await acquaintances(query, of)
        .where('friendship.state', '=', 'friends')
        .orderBy('username_key')
        .execute()
      return rows.map((row): Friend => ({ ...parseAcquaintance(row), showCurrentRoom: row.show_current_room === 1 }))
    },
    listRequests: (of) => listRequests(query, of),
    listBlocked: (by) => listBlocked(query, by),
  }
}

async function findRelation(query: Query, of: UserId, other: UserId): Promise<Relation> {
  const [pair, blocks] = await Promise.all([
    query.selectFrom('friendship').select('state').where(between(of, other)).executeTakeFirst(),
    query
      .selectFrom('block')
      .select('user_id')
      .where(({ eb, and, or }) =>
        or([
          and([eb('user_id', '=', of), eb('blocked_id', '=', other)]),
          and([eb('user_id', '=', other), eb('blocked_id', '=', of)]),
        ]),
      )
      .execute(),
  ])
  const blockers = new Set(blocks.map(({ user_id: by }) => by))
  return { areFriends: pair?.state === 'friends', blocks: blockers.has(of), isBlocked: blockers.has(other) }
}

async function listRequests(query: Query, of: UserId): Promise<FriendRequests> {
  const requests = acquaintances(query, of)
    .where('friendship.state', '=', 'requested')
    .orderBy('friendship.at_ms', 'desc')
  const [received, sent] = await Promise.all([
    requests
      .where('requested_by', '!=', of)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('block').select('user_id').where('user_id', '=', of).whereRef('blocked_id', '=', 'requested_by'),
          ),
        ),
      )
      .execute(),
    requests.where('requested_by', '=', of).execute(),
  ])
  return { received: received.map(parseAcquaintance), sent: sent.map(parseAcquaintance) }
}

async function listBlocked(query: Query, by: UserId): Promise<readonly Acquaintance[]> {
  const rows = await query
    .selectFrom('block')
    .innerJoin('user', 'user.id', 'block.blocked_id')
    .selectAll('user')
    .select('block.at_ms')
    .where('block.user_id', '=', by)
    .orderBy('block.at_ms', 'desc')
    .execute()
  return rows.map(parseAcquaintance)
}

/** The one row that two users can have. */
function between(one: UserId, other: UserId) {
  const [low, high] = one < other ? [one, other] : [other, one]
  return sql<boolean>`low_id = ${low} and high_id = ${high}`
}

/** Whoever blocks somebody does not see that one's request, and answers it as if it were not there. */
function noBlock(by: UserId, other: UserId) {
  return sql<boolean>`not exists (select 1 from block where user_id = ${by} and blocked_id = ${other})`
}

/** Counts nobody twice: each friendship is one row. */
function hasRoom(user: UserId) {
  return sql<boolean>`(select count(*) from friendship where low_id = ${user} or high_id = ${user}) < ${most}`
}

interface Request {
  readonly from: UserId
  readonly to: UserId
  readonly atMs: number
}

/** Asks unless there is something already; answers a request of the other; reads what there is then, and an own block. */
function requestStatements(query: Query, { from, to, atMs }: Request): readonly Compilable[] {
  const [low, high] = from < to ? [from, to] : [to, from]
  return [
    query
      .insertInto('friendship')
      .columns(['low_id', 'high_id', 'state', 'requested_by', 'at_ms'])
      .expression(
        query
          .selectFrom('user')
          .where('id', '=', from)
          .where(noBlock(from, to))
          .where(hasRoom(from))
          .select([
            sql.val(low).as('low_id'),
            sql.val(high).as('high_id'),
            sql.val<'requested'>('requested').as('state'),
            sql.val(from).as('requested_by'),
            sql.val(atMs).as('at_ms'),
          ]),
      )
      .onConflict((conflict) => conflict.columns(['low_id', 'high_id']).doNothing()),
    query
      .updateTable('friendship')
      .set({ state: 'friends', at_ms: atMs })
      .where(between(from, to))
      .where('state', '=', 'requested')
      .where('requested_by', '=', to)
      .where(noBlock(from, to))
      .where(noBlock(to, from)),
    query.selectFrom('friendship').select('state').where(between(from, to)),
    query.selectFrom('block').select('user_id').where('user_id', '=', from).where('blocked_id', '=', to),
  ]
}

function outcomeOf(pair: Row | undefined, block: Row | undefined): Asked {
  if (block) return 'blocked'
  if (!pair) return 'full'
  return pair['state'] === 'friends' ? 'friends' : 'requested'
}

interface Block {
  readonly by: UserId
  readonly other: UserId
  readonly atMs: number
}

/** Takes the other's request along: whoever unblocks is not surprised by it. */
function blockStatements(query: Query, { by, other, atMs }: Block): readonly Compilable[] {
  const own = query.selectFrom('block').where('user_id', '=', by)
  return [
    query
      .insertInto('block')
      .columns(['user_id', 'blocked_id', 'at_ms'])
      .expression(
        query
          .selectFrom('user')
          .where('id', '=', other)
          .where(sql<boolean>`(select count(*) from block where user_id = ${by}) < ${most}`)
          .select([sql.val(by).as('user_id'), 'id as blocked_id', sql.val(atMs).as('at_ms')]),
      )
      .onConflict((conflict) => conflict.columns(['user_id', 'blocked_id']).doNothing()),
    query
      .deleteFrom('friendship')
      .where(between(by, other))
      .where(sql<boolean>`exists (select 1 from block where user_id = ${by} and blocked_id = ${other})`),
    own.select('user_id').where('blocked_id', '=', other),
  ]
}

/** The other one of each pair that the user is part of. */
function acquaintances(query: Query, of: UserId) {
  return query
    .selectFrom('friendship')
    .innerJoin('user', (join) =>
      join.on(sql<boolean>`"user".id = case when low_id = ${of} then high_id else low_id end`),
    )
    .selectAll('user')
    .select('friendship.at_ms')
    .where(({ eb, or }) => or([eb('low_id', '=', of), eb('high_id', '=', of)]))
}

function parseAcquaintance(row: UserRow & { readonly at_ms: number }): Acquaintance {
  return { user: parseUser(row), atMs: row.at_ms }
}
