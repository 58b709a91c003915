import type { Acquaintance, FriendStore, UserId } from '@tutti/core'
import type { MemoryFriendship, MemoryTables } from './memory-tables.ts'

/** As many requests, friends, or blocked users as anybody may have. */
const most = 1000

export function createMemoryFriendStore({ users, details, friendships, blocks }: MemoryTables): FriendStore {
  const keyOf = (one: UserId, other: UserId): string => [one, other].toSorted().join(' ')
  const isBlocked = (by: UserId, other: UserId): boolean => blocks.get(by)?.has(other) ?? false
  const requestOf = (by: UserId, from: UserId): MemoryFriendship | undefined => {
    const found = friendships.get(keyOf(by, from))
    const isOpen = found?.state === 'requested' && found.requestedBy === from && !isBlocked(by, from)
    return isOpen ? found : undefined
  }
  const allOf = (user: UserId): MemoryFriendship[] =>
    [...friendships.values()].filter(({ pair }) => pair.includes(user))
  const meet = (id: UserId | undefined, atMs: number): readonly Acquaintance[] => {
    const user = id && users.get(id)?.user
    return user ? [{ user, atMs }] : []
  }
  const otherOf = ({ pair, atMs }: MemoryFriendship, me: UserId) =>
    meet(
      pair.find((id) => id !== me),
      atMs,
    )

  return {
    async request(from, to, atMs) {
      if (isBlocked(from, to)) return 'blocked'
      const present = friendships.get(keyOf(from, to))
      if (!present && allOf(from).length >= most) return 'full'
      const isAnswer = present?.state === 'requested' && present.requestedBy === to && !isBlocked(to, from)
      if (isAnswer) friendships.set(keyOf(from, to), { ...present, state: 'friends', atMs })
      if (!present) friendships.set(keyOf(from, to), { pair: [from, to], state: 'requested', requestedBy: from, atMs })
      return friendships.get(keyOf(from, to))?.state ?? 'requested'
    },
    async accept(by, from, atMs) {
      const request = requestOf(by, from)
      if (request) friendships.set(keyOf(by, from), { ...request, state: 'friends', atMs })
      return request !== undefined
    },
    async decline(by, from) {
      return requestOf(by, from) !== undefined && friendships.delete(keyOf(by, from))
    },
    async remove(by, other) {
      const found = friendships.get(keyOf(by, other))
      if (found?.state !== 'friends' && found?.requestedBy !== by) return false
      return friendships.delete(keyOf(by, other))
    },
    async block(by, other, atMs) {
      const own = blocks.get(by) ?? new Map<UserId, number>()
      if (!own.has(other) && own.size >= most) return false
      blocks.set(by, own.set(other, own.get(other) ?? atMs))
      friendships.delete(keyOf(by, other))
      return true
    },
    async unblock(by, other) {
      return blocks.get(by)?.delete(other) ?? false
    },
    async relation(of, other) {
      const areFriends = friendships.get(keyOf(of, other))?.state === 'friends'
      return { areFriends, blocks: isBlocked(of, other), isBlocked: isBlocked(other, of) }
    },
    async listFriends(of) {
      const friends = allOf(of).filter(({ state }) => state === 'friends')
      return friends
        .flatMap((friend) => otherOf(friend, of))
        .map((friend) => ({
          ...friend,
          showCurrentRoom: details.get(friend.user.id)?.settings.showCurrentRoom ?? true,
        }))
        .toSorted((one, other) => one.user.username.localeCompare(other.user.username))
    },
    async listRequests(of) {
      const requests = allOf(of).filter(({ state }) => state === 'requested')
      const received = requests.filter(({ requestedBy }) => requestedBy !== of && !isBlocked(of, requestedBy))
      const sent = requests.filter(({ requestedBy }) => requestedBy === of)
      const newestFirst = (list: MemoryFriendship[]) =>
        list.toSorted((one, other) => other.atMs - one.atMs).flatMap((request) => otherOf(request, of))
      return { received: newestFirst(received), sent: newestFirst(sent) }
    },
    async listBlocked(by) {
      const own = [...(blocks.get(by) ?? [])].toSorted(([, one], [, other]) => other - one)
      return own.flatMap(([id, atMs]) => meet(id, atMs))
    },
  }
}
