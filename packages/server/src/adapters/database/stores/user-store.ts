import {
  emailKey,
  issue,
  publicId,
  Refusal,
  roles,
  userId,
  usernameKey,
  type Account,
  type Guest,
  type Role,
  type Suspension,
  type User,
  type UserStore,
} from '@tutti/core'
import type { Insertable, Selectable } from 'kysely'
import { UniqueViolation, type Database } from '../database.ts'
import type { UserTable } from '../tables.ts'

export function createUserStore({ query }: Pick<Database, 'query'>): UserStore {
  return {
    async addAccount(account, passwordHash) {
      try {
        await query.insertInto('user').values(rowOfAccount(account, passwordHash)).execute()
      } catch (error) {
        throw translate(error)
      }
    },
    async addGuest(guest) {
      await query.insertInto('user').values(rowOfGuest(guest)).execute()
    },
    async find(id) {
      const row = await query.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseUser(row) : null
    },
    async findCredentials(login) {
      const accounts = query.selectFrom('user').selectAll().where('kind', '=', 'account')
      const row = login.includes('@')
        ? await accounts.where('email_key', '=', emailKey(login.normalize('NFC').trim())).executeTakeFirst()
        : await accounts.where('username_key', '=', usernameKey(login.trim())).executeTakeFirst()
      if (!row || row.password_hash === null) return null
      return { account: parseAccount(row), passwordHash: row.password_hash }
    },
    async isUsernameTaken(username) {
      const row = await query
        .selectFrom('user')
        .select('id')
        .where('kind', '=', 'account')
        .where('username_key', '=', usernameKey(username))
        .executeTakeFirst()
      return row !== undefined
    },
    async renameGuest(id, username, atMs) {
      await query
        .updateTable('user')
        .set({ username, username_key: usernameKey(username), updated_at_ms: atMs })
        .where('id', '=', id)
        .where('kind', '=', 'guest')
        .execute()
    },
    async raiseGeneration(id) {
      await query
        .updateTable('user')
        .set(({ eb }) => ({ generation: eb('generation', '+', 1) }))
        .where('id', '=', id)
        .execute()
    },
  }
}

/** A unique index speaks of the column; people are told of the field. */
export function translate(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error
  if (error.columns.includes('user.username_key')) {
    return new Refusal('username_taken', { field: 'username', ...issue('taken_username') }, { cause: error })
  }
  if (error.columns.includes('user.email_key')) {
    return new Refusal('email_taken', { field: 'email', ...issue('taken_email') }, { cause: error })
  }
  return error
}

function rowOfPerson(user: User) {
  return {
    id: user.id,
    kind: user.kind,
    public_id: user.publicId,
    username: user.username,
    username_key: usernameKey(user.username),
    color: user.color,
    created_at_ms: user.createdAtMs,
    updated_at_ms: user.updatedAtMs,
    last_seen_at_ms: user.lastSeenAtMs,
    generation: user.generation,
  }
}

export function rowOfAccount(account: Account, passwordHash: string): Insertable<UserTable> {
  const { email } = account
  const roleNames = JSON.stringify(account.roles)
  return {
    ...rowOfPerson(account),
    email,
    email_key: emailKey(email),
    name: account.profile.name,
    name_key: usernameKey(account.profile.name ?? ''),
    surname: account.profile.surname,
    surname_key: usernameKey(account.profile.surname ?? ''),
    password_hash: passwordHash,
    email_confirmed_at_ms: account.emailConfirmedAtMs,
    roles: roleNames,
  }
}

function rowOfGuest(guest: Guest): Insertable<UserTable> {
  return {
    ...rowOfPerson(guest),
    email: null,
    email_key: null,
    password_hash: null,
    email_confirmed_at_ms: null,
    roles: '[]',
  }
}

export function parseUser(row: Selectable<UserTable>): User {
  return row.kind === 'guest' ? { kind: 'guest', ...parsePerson(row) } : parseAccount(row)
}

export function parseAccount(row: Selectable<UserTable>): Account {
  return {
    kind: 'account',
    ...parsePerson(row),
    email: row.email ?? '',
    emailConfirmedAtMs: row.email_confirmed_at_ms,
    roles: parseRoles(row.roles),
  }
}

function parsePerson(row: Selectable<UserTable>): Omit<Guest, 'kind'> {
  return {
    id: userId(row.id),
    publicId: publicId(row.public_id),
    username: row.username,
    color: row.color,
    profile: { name: row.name, surname: row.surname, statusText: row.status_text, avatar: row.avatar },
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    generation: row.generation,
    ...parseSuspension(row.suspension),
  }
}

function parseSuspension(json: string | null): Pick<Guest, 'suspension'> {
  if (json === null) return {}
  const suspension: Suspension = JSON.parse(json)
  return { suspension }
}

function parseRoles(json: string): readonly Role[] {
  const held: readonly string[] = JSON.parse(json)
  return roles.filter((role) => held.includes(role))
}
