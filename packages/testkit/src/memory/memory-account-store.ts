import {
  emailKey,
  nobodysName,
  Refusal,
  userId,
  usernameKey,
  type Account,
  type AccountStore,
  type MailToken,
  type MailTokenPurpose,
  type TokenUse,
  type UserId,
} from '@tutti/core'
import { killLetters, post } from './memory-outbox.ts'
import { forgetInRecordings } from './memory-recording-store.ts'
import type { MemoryTables } from './memory-tables.ts'
import { createMemoryUserStore } from './memory-user-store.ts'

const nobody = userId('00000000-0000-0000-0000-000000000000')

export function createMemoryAccountStore(tables: MemoryTables): AccountStore {
  const { users, sessions, rooms, messages, mailTokens } = tables
  const put = (account: Account, passwordHash: string | null): void =>
    void users.set(account.id, { user: account, passwordHash })
  const endSessions = (id: UserId): void => {
    for (const session of sessions.values()) if (session.userId === id) sessions.delete(session.id)
  }

  return {
    async add(account, passwordHash, posting) {
      await createMemoryUserStore(tables).addAccount(account, passwordHash)
      post(tables, posting)
    },
    async upgrade({ account, passwordHash, posting, endsSessions }) {
      if (users.get(account.id)?.user.kind !== 'guest') return false
      checkFree(tables, account)
      put(account, passwordHash)
      if (endsSessions) endSessions(account.id)
      post(tables, posting)
      return true
    },
    async findPasswordHash(id) {
      return users.get(id)?.passwordHash ?? null
    },
    async findToken(hash, purpose) {
      return findToken(tables, hash, purpose)
    },
    async confirmEmail(use) {
      const found = worth(tables, use, 'confirm_email')
      if (!found) return null
      const account = { ...found.account, emailConfirmedAtMs: use.nowMs, updatedAtMs: use.nowMs }
      put(account, found.passwordHash)
      mailTokens.delete(`${account.id} confirm_email`)
      return account
    },
    async replaceEmail(use) {
      const found = worth(tables, use, 'confirm_new_email')
      if (!found) return null
      const { email } = found.token
      const account = { ...found.account, email, emailConfirmedAtMs: use.nowMs, updatedAtMs: use.nowMs }
      checkFree(tables, account)
      put(account, found.passwordHash)
      killLinks(tables, account.id)
      mailTokens.delete(`${account.id} confirm_email`)
      return account
    },
    async resetPassword({ passwordHash, notice, ...use }) {
      const found = worth(tables, use, 'reset_password')
      if (!found) return false
      const { account } = found
      const emailConfirmedAtMs = account.emailConfirmedAtMs ?? use.nowMs
      const generation = account.generation + 1
      put({ ...account, generation, emailConfirmedAtMs, updatedAtMs: use.nowMs }, passwordHash)
      endSessions(account.id)
      killLinks(tables, account.id)
      mailTokens.delete(`${account.id} confirm_email`)
      post(tables, notice)
      return true
    },
    async changePassword({ userId: id, generation, passwordHash, nowMs, session, notice }) {
      const user = users.get(id)?.user
      if (user?.kind !== 'account' || user.generation !== generation) return false
      put({ ...user, generation: generation + 1, updatedAtMs: nowMs }, passwordHash)
      endSessions(id)
      sessions.set(session.id, session)
      killLinks(tables, id)
      post(tables, notice)
      return true
    },
    async remove({ userId: id, notice }) {
      for (const message of messages.values()) {
        if (message.userId !== id) continue
        messages.set(message.id, { ...message, userId: nobody, username: nobodysName, clientMessageId: null })
      }
      for (const { id: direct, fromId, toId } of tables.directMessages.values()) {
        if (fromId === id || toId === id) tables.directMessages.delete(direct)
      }
      forgetInRecordings(tables, id)
      killLetters(tables, (letter) => letter.userId === id)
      post(tables, notice)
      killLinks(tables, id)
      mailTokens.delete(`${id} confirm_email`)
      endSessions(id)
      for (const room of rooms.values()) if (room.ownerId === id) rooms.set(room.id, { ...room, ownerId: null })
      users.delete(id)
    },
    async readRecords(id) {
      return {
        sessions: [...sessions.values()].filter((session) => session.userId === id),
        rooms: [...rooms.values()].filter(({ ownerId }) => ownerId === id),
        messages: [...messages.values()].filter((message) => message.userId === id),
      }
    },
  }
}

function findToken({ mailTokens }: MemoryTables, hash: string, purpose: MailTokenPurpose): MailToken | null {
  return [...mailTokens.values()].find((token) => token.hash === hash && token.purpose === purpose) ?? null
}

function worth(tables: MemoryTables, { hash, nowMs }: TokenUse, purpose: MailTokenPurpose) {
  const token = findToken(tables, hash, purpose)
  const kept = token && tables.users.get(token.userId)
  if (!token || token.expiresAtMs <= nowMs || kept?.user.kind !== 'account') return null
  const isForToday = purpose === 'confirm_new_email' || emailKey(token.email) === emailKey(kept.user.email)
  return isForToday ? { token, account: kept.user, passwordHash: kept.passwordHash } : null
}

function killLinks(tables: MemoryTables, id: UserId): void {
  for (const purpose of ['reset_password', 'confirm_new_email'] as const) {
    tables.mailTokens.delete(`${id} ${purpose}`)
    killLetters(tables, (letter) => letter.userId === id && letter.kind === purpose)
  }
}

function checkFree({ users }: MemoryTables, account: Account): void {
  const others = [...users.values()].flatMap(({ user }) =>
    user.kind === 'account' && user.id !== account.id ? [user] : [],
  )
  if (others.some(({ username }) => usernameKey(username) === usernameKey(account.username))) {
    throw new Refusal('username_taken', { field: 'username', issue: 'Username already exists' })
  }
  if (others.some(({ email }) => emailKey(email) === emailKey(account.email))) {
    throw new Refusal('email_taken', { field: 'email', issue: 'E-mail address already exists' })
  }
}
