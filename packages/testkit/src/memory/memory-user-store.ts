import { emailKey, Refusal, usernameKey, type Account, type UserStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export function createMemoryUserStore({ users }: MemoryTables): UserStore {
  const accounts = (): { account: Account; passwordHash: string }[] =>
    [...users.values()].flatMap(({ user, passwordHash }) =>
      user.kind === 'account' && passwordHash !== null ? [{ account: user, passwordHash }] : [],
    )
  const findByName = (username: string) =>
    accounts().find(({ account }) => usernameKey(account.username) === usernameKey(username))
  const findByEmail = (email: string) => accounts().find(({ account }) => emailKey(account.email) === emailKey(email))

  return {
    async addAccount(account, passwordHash) {
      if (findByName(account.username)) {
        throw new Refusal('username_taken', { field: 'username', issue: 'Username already exists' })
      }
      if (findByEmail(account.email)) {
        throw new Refusal('email_taken', { field: 'email', issue: 'E-mail address already exists' })
      }
      users.set(account.id, { user: account, passwordHash })
    },
    async addGuest(guest) {
      users.set(guest.id, { user: guest, passwordHash: null })
    },
    async find(id) {
      return users.get(id)?.user ?? null
    },
    async findCredentials(login) {
      return (login.includes('@') ? findByEmail(login.trim()) : findByName(login.trim())) ?? null
    },
    async isUsernameTaken(username) {
      return findByName(username) !== undefined
    },
    async renameGuest(id, username, atMs) {
      const kept = users.get(id)
      if (kept?.user.kind !== 'guest') return
      users.set(id, { ...kept, user: { ...kept.user, username, updatedAtMs: atMs } })
    },
    async raiseGeneration(id) {
      const kept = users.get(id)
      if (kept) users.set(id, { ...kept, user: { ...kept.user, generation: kept.user.generation + 1 } })
    },
  }
}
