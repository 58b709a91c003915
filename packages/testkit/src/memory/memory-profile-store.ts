import {
  defaultUserSettings,
  isPro,
  Refusal,
  usernameKey,
  type Account,
  type AccountField,
  type ProfileChange,
  type ProfileStore,
  type UserDetails,
  type UserId,
} from '@tutti/core'
import { listInMemory, type Fields } from './list-in-memory.ts'
import type { MemoryTables } from './memory-tables.ts'

const untouched: UserDetails = {
  settings: defaultUserSettings,
  stats: { notesPlayed: 0, playedMs: 0, roomsCreated: 0 },
}

export function createMemoryProfileStore({ users, details }: MemoryTables): ProfileStore {
  const accounts = (): Account[] => [...users.values()].flatMap(({ user }) => (user.kind === 'account' ? [user] : []))
  const detailsOf = (id: UserId): UserDetails => details.get(id) ?? untouched
  const named = (username: string): Account | undefined =>
    accounts().find((account) => usernameKey(account.username) === usernameKey(username))

  return {
    async findDetails(id) {
      return users.has(id) ? detailsOf(id) : null
    },
    async findByHandle(handle) {
      const people = [...users.values()].map(({ user }) => user)
      return (
        people.find(({ id }) => id === handle.toLowerCase()) ??
        people.find(({ publicId }) => publicId === handle) ??
        named(handle) ??
        null
      )
    },
    async update(id, change, atMs) {
      const kept = users.get(id)
      if (kept?.user.kind !== 'account') return null
      const holder = change.username === undefined ? undefined : named(change.username)
      if (holder && holder.id !== id) {
        throw new Refusal('username_taken', { field: 'username', issue: 'Username already exists' })
      }
      const user = { ...changed(kept.user, change), updatedAtMs: atMs }
      users.set(id, { ...kept, user })
      const { settings, stats } = detailsOf(id)
      details.set(id, { settings: { ...settings, ...definedOnly(change.settings ?? {}) }, stats })
      return user
    },
    async setAvatar(id, avatar, atMs) {
      const kept = users.get(id)
      if (!kept) return null
      const profile = { ...kept.user.profile, avatar }
      users.set(id, { ...kept, user: { ...kept.user, profile, updatedAtMs: atMs } })
      return kept.user.profile.avatar
    },
    async findUsedAvatars(names) {
      const used = new Set([...users.values()].map(({ user }) => user.profile.avatar))
      return new Set(names.filter((name) => used.has(name)))
    },
    async addActivity(activities) {
      for (const { userId, notesPlayed, playedMs, roomsCreated, seenAtMs } of activities) {
        const kept = users.get(userId)
        if (!kept) continue
        const { settings, stats } = detailsOf(userId)
        const sum = {
          notesPlayed: stats.notesPlayed + notesPlayed,
          playedMs: stats.playedMs + playedMs,
          roomsCreated: stats.roomsCreated + roomsCreated,
        }
        details.set(userId, { settings, stats: sum })
        const lastSeenAtMs = Math.max(kept.user.lastSeenAtMs, seenAtMs ?? 0)
        users.set(userId, { ...kept, user: { ...kept.user, lastSeenAtMs } })
      }
    },
    async list(listing) {
      const items = accounts().toSorted((one, other) => one.createdAtMs - other.createdAtMs)
      return listInMemory({ items, fields: accountFields, age: 'createdAt' }, listing)
    },
  }
}

const accountFields: Fields<Account, AccountField> = {
  userId: ({ id }) => id,
  id: ({ publicId }) => publicId,
  username: ({ username }) => username,
  userTag: ({ color }) => color,
  email: ({ email }) => email,
  roles: ({ roles }) => roles,
  isMember: () => true,
  isPro: ({ roles }) => isPro(roles),
  name: ({ profile }) => profile.name,
  surname: ({ profile }) => profile.surname,
  statusText: ({ profile }) => profile.statusText,
  avatarUrl: ({ profile }) => profile.avatar,
  createdAt: ({ createdAtMs }) => createdAtMs,
  updatedAt: ({ updatedAtMs }) => updatedAtMs,
  lastSeen: ({ lastSeenAtMs }) => lastSeenAtMs,
}

function changed(account: Account, { username, name, surname, statusText }: ProfileChange): Account {
  const { profile } = account
  return {
    ...account,
    username: username ?? account.username,
    profile: {
      ...profile,
      name: name === undefined ? profile.name : name,
      surname: surname === undefined ? profile.surname : surname,
      statusText: statusText ?? profile.statusText,
    },
  }
}

function definedOnly<Value extends object>(value: Value): { [Name in keyof Value]: NonNullable<Value[Name]> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never
}
