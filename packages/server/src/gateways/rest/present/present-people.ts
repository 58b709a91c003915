import type { Acquaintance, Friend, Presence, SeenStatus, User, UserDetails } from '@tutti/core'
import { roomSeenBy } from '@tutti/core'
import type {
  BlockedUserView,
  FriendRequestView,
  FriendView,
  ListedUserView,
  PersonView,
  ProfileView,
  PublicUserView,
  UserStatsView,
} from '@tutti/protocol/rest'
import type { z } from 'zod'
import { presentAvatar, presentSmallAvatar } from './present-avatar.ts'
import { presentTime } from './present-time.ts'
import { presentUser } from './present-user.ts'
import { sharedView } from './shared-view.ts'

/** The user's own profile. `base` is where the server is for whoever asks. */
export const presentProfile = sharedView(
  (user: User, details: UserDetails, base: string): z.input<typeof ProfileView> => {
    const { settings, stats } = details
    const emailVerified = user.kind === 'account' && user.emailConfirmedAtMs !== null
    return { ...presentUser(user, base), ...saysOfItself(user, stats, base), emailVerified, settings }
  },
)

/** Without the e-mail address and what the user has set for itself: the view lets neither through. */
export const presentPublicUser = sharedView(
  (user: User, stats: UserDetails['stats'], status: SeenStatus, base: string): z.input<typeof PublicUserView> => {
    const { email: _, ...known } = presentUser(user, base)
    return { ...known, ...saysOfItself(user, stats, base), status }
  },
)

/** As everybody sees the user in a list. */
export function presentListedUser(user: User, base: string): z.input<typeof ListedUserView> {
  const { email: _, ...known } = presentUser(user, base)
  return { ...known, statusText: user.profile.statusText, avatarSmallUrl: presentSmallAvatar(user, base) }
}

export function presentPerson(user: User, base: string): z.input<typeof PersonView> {
  return { userId: user.id, username: user.username, userTag: user.color, avatarUrl: presentAvatar(user, base) }
}

export function presentFriend(friend: Friend, presence: Presence, base: string): z.input<typeof FriendView> {
  const { user, atMs } = friend
  const room = roomSeenBy(presence, friend)
  return {
    ...presentPerson(user, base),
    status: presence.statusOf(user.id),
    statusText: user.profile.statusText,
    lastSeen: presentTime(user.lastSeenAtMs),
    currentRoom: room?.id ?? null,
    currentRoomName: room?.name ?? null,
    friendsSince: presentTime(atMs),
  }
}

export function presentFriendRequest({ user, atMs }: Acquaintance, base: string): z.input<typeof FriendRequestView> {
  return { ...presentPerson(user, base), requestedAt: presentTime(atMs) }
}

export function presentBlock({ user, atMs }: Acquaintance, base: string): z.input<typeof BlockedUserView> {
  return { ...presentPerson(user, base), blockedAt: presentTime(atMs) }
}

export function presentStats(stats: UserDetails['stats']): z.input<typeof UserStatsView> {
  const { notesPlayed, playedMs, roomsCreated } = stats
  return { notesPlayed, timePlayed: Math.floor(playedMs / 1000), roomsCreated }
}

function saysOfItself(user: User, stats: UserDetails['stats'], base: string) {
  const { statusText } = user.profile
  return { statusText, avatarSmallUrl: presentSmallAvatar(user, base), stats: presentStats(stats) }
}
