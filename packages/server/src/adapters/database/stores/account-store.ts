import {
  emailKey,
  nobodysName,
  userId,
  usernameKey,
  type Account,
  type AccountRecords,
  type AccountRemoval,
  type AccountStore,
  type MailTokenPurpose,
  type PasswordChange,
  type PasswordReset,
  type TokenUse,
  type Upgrade,
  type UserId,
} from '@tutti/core'
import { sql, type Compilable } from 'kysely'
import type { Database, Row } from '../database.ts'
import { insertIf, type Condition } from '../insert-if.ts'
import { parseMessage } from './message-store.ts'
import { postStatements } from './post-statements.ts'
import { parseRoom } from './room-store.ts'
import { parseSession, rowOf as rowOfSession } from './session-store.ts'
import { parseAccount, rowOfAccount, translate } from './user-store.ts'

type Query = Database['query']

/** Stands where the id of somebody stood who is gone. */
const nobody = userId('00000000-0000-0000-0000-000000000000')

export function createAccountStore({ query, write }: Pick<Database, 'query' | 'write'>): AccountStore {
  /** All or none; resolves with the rows of the first statement. */
  const change = async (statements: readonly Compilable[]): Promise<readonly Row[]> => {
    try {
      const [first = []] = await write(statements)
      return first
    } catch (error) {
      throw translate(error)
    }
  }

  return {
    async add(account, passwordHash, posting) {
      await change([
        query.insertInto('user').values(rowOfAccount(account, passwordHash)),
        ...postStatements(query, posting),
      ])
    },
    upgrade: async (upgrade) => (await change(upgradeStatements(query, upgrade))).length > 0,
    async findPasswordHash(id) {
      const row = await query.selectFrom('user').select('password_hash').where('id', '=', id).executeTakeFirst()
      return row?.password_hash ?? null
    },
    async findToken(hash, purpose) {
      const row = await query
        .selectFrom('mail_token')
        .selectAll()
        .where('hash', '=', hash)
        .where('purpose', '=', purpose)
        .executeTakeFirst()
      if (!row) return null
      return { hash, purpose, userId: userId(row.user_id), email: row.email, expiresAtMs: row.expires_at_ms }
    },
    confirmEmail: async (use) => readAccount(query, await change(confirmStatements(query, use))),
    replaceEmail: async (use) => readAccount(query, await change(replaceEmailStatements(query, use))),
    resetPassword: async (reset) => (await change(resetStatements(query, reset))).length > 0,
    changePassword: async (request) => (await change(changePasswordStatements(query, request))).length > 0,
    remove: async (removal) => void (await change(removeStatements(query, removal))),
    readRecords: (id) => readRecords(query, id),
  }
}

function removeStatements(query: Query, { userId: id, nowMs, notice }: AccountRemoval): Compilable[] {
  return [
    query
      .updateTable('message')
      .set({ user_id: nobody, username: nobodysName, client_message_id: null })
      .where('user_id', '=', id),
    query.updateTable('recording_player').set({ username: nobodysName }).where('user_id', '=', id),
    query.updateTable('recording').set({ started_by_name: nobodysName }).where('started_by_id', '=', id),
    query
      .updateTable('outbox')
      .set({ state: 'dead', sealed_token: null, settled_at_ms: nowMs, reason: 'account deleted' })
      .where('user_id', '=', id)
      .where('state', '=', 'waiting'),
    ...postStatements(query, notice),
    query.deleteFrom('user').where('id', '=', id),
  ]
}

async function readRecords(query: Query, id: UserId): Promise<AccountRecords> {
  const [sessions, rooms, messages] = await Promise.all([
    query.selectFrom('session').selectAll().where('user_id', '=', id).orderBy('created_at_ms').execute(),
    query.selectFrom('room').selectAll().where('owner_id', '=', id).orderBy('seq').execute(),
    query.selectFrom('message').selectAll().where('user_id', '=', id).orderBy('sent_at_ms').execute(),
  ])
  return { sessions: sessions.map(parseSession), rooms: rooms.map(parseRoom), messages: messages.map(parseMessage) }
}

function upgradeStatements(query: Query, { account, passwordHash, posting, endsSessions }: Upgrade): Compilable[] {
  const { id, username, email, roles, profile, updatedAtMs, generation } = account
  const isUpgraded: Condition = sql`exists (select 1 from "user" where id = ${id} and password_hash = ${passwordHash})`
  const endSessions = query.deleteFrom('session').where('user_id', '=', id).where(isUpgraded)
  return [
    query
      .updateTable('user')
      .set({
        kind: 'account',
        username,
        username_key: usernameKey(username),
        email,
        email_key: emailKey(email),
        name: profile.name,
        name_key: usernameKey(profile.name ?? ''),
        surname: profile.surname,
        surname_key: usernameKey(profile.surname ?? ''),
        email_confirmed_at_ms: null,
        password_hash: passwordHash,
        roles: JSON.stringify(roles),
        updated_at_ms: updatedAtMs,
        generation,
      })
      .where('id', '=', id)
      .where('kind', '=', 'guest')
      .returning('id'),
    ...(endsSessions ? [endSessions] : []),
    ...postStatements(query, posting, isUpgraded),
  ]
}

/** That there is such a token for the user of the surrounding statement, in time. */
function isWorth({ hash, nowMs }: TokenUse, purpose: MailTokenPurpose): Condition {
  return sql`exists (select 1 from mail_token where mail_token.user_id = "user".id and hash = ${hash}
    and purpose = ${purpose} and mail_token.expires_at_ms > ${nowMs}
    and (purpose = 'confirm_new_email' or mail_token.email_key = "user".email_key))`
}

function confirmStatements(query: Query, use: TokenUse): Compilable[] {
  return [
    query
      .updateTable('user')
      .set({ email_confirmed_at_ms: use.nowMs, updated_at_ms: use.nowMs })
      .where('kind', '=', 'account')
      .where(isWorth(use, 'confirm_email'))
      .returning('id'),
    query.deleteFrom('mail_token').where('hash', '=', use.hash).where('purpose', '=', 'confirm_email'),
  ]
}

function replaceEmailStatements(query: Query, use: TokenUse): Compilable[] {
  const purpose = 'confirm_new_email'
  const token = query.selectFrom('mail_token').where('hash', '=', use.hash).where('purpose', '=', purpose)
  const owner = token.select('user_id')
  return [
    query
      .updateTable('user')
      .set({
        email: token.select('email'),
        email_key: token.select('email_key'),
        email_confirmed_at_ms: use.nowMs,
        updated_at_ms: use.nowMs,
      })
      .where('kind', '=', 'account')
      .where(isWorth(use, purpose))
      .returning('id'),
    cancelLinks(query, use.nowMs).where('user_id', 'in', owner),
    query.deleteFrom('mail_token').where('user_id', 'in', owner),
  ]
}

function resetStatements(query: Query, { userId: id, passwordHash, notice, ...use }: PasswordReset): Compilable[] {
  // The hash has a salt of its own: a user who has it has it by the first statement.
  const isReset: Condition = sql`exists (select 1 from "user" where id = ${id} and password_hash = ${passwordHash})`
  return [
    query
      .updateTable('user')
      .set({
        password_hash: passwordHash,
        generation: sql`generation + 1`,
        email_confirmed_at_ms: sql`coalesce(email_confirmed_at_ms, ${use.nowMs})`,
        updated_at_ms: use.nowMs,
      })
      .where('id', '=', id)
      .where('kind', '=', 'account')
      .where(isWorth(use, 'reset_password'))
      .returning('id'),
    query.deleteFrom('session').where('user_id', '=', id).where(isReset),
    cancelLinks(query, use.nowMs).where('user_id', '=', id).where(isReset),
    query.deleteFrom('mail_token').where('user_id', '=', id).where(isReset),
    ...postStatements(query, notice, isReset),
  ]
}

function changePasswordStatements(query: Query, request: PasswordChange): Compilable[] {
  const { userId: id, generation, passwordHash, nowMs, session, notice } = request
  const isChanged: Condition = sql`exists (select 1 from "user" where id = ${id} and password_hash = ${passwordHash})`
  return [
    query
      .updateTable('user')
      .set({ password_hash: passwordHash, generation: generation + 1, updated_at_ms: nowMs })
      .where('id', '=', id)
      .where('generation', '=', generation)
      .returning('id'),
    query.deleteFrom('session').where('user_id', '=', id).where(isChanged),
    insertIf(query, { into: 'session', row: rowOfSession(session), condition: isChanged }),
    cancelLinks(query, nowMs).where('user_id', '=', id).where(isChanged),
    query.deleteFrom('mail_token').where('user_id', '=', id).where('purpose', '!=', 'confirm_email').where(isChanged),
    ...postStatements(query, notice, isChanged),
  ]
}

/** Mails with links that are about to die need not be sent. */
function cancelLinks(query: Query, nowMs: number) {
  return query
    .updateTable('outbox')
    .set({ state: 'dead', sealed_token: null, settled_at_ms: nowMs, reason: 'superseded' })
    .where('kind', 'in', ['reset_password', 'confirm_new_email'])
    .where('state', '=', 'waiting')
}

async function readAccount(query: Query, [changed]: readonly Row[]): Promise<Account | null> {
  if (!changed) return null
  const row = await query.selectFrom('user').selectAll().where('id', '=', String(changed['id'])).executeTakeFirst()
  return row ? parseAccount(row) : null
}
