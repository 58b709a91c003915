import { directMessagePolicies, roles, seenStatuses, themes } from '@tutti/core'
import { z } from 'zod'
import { Timestamp, UserView } from './views.ts'

export const UserSettingsView = z
  .object({
    theme: z.enum(themes),
    notifications: z.boolean().describe('Whether the client may draw attention to itself in the background.'),
    showCurrentRoom: z.boolean().describe('Whether friends see which room this user is in.'),
    directMessages: z.enum(directMessagePolicies).describe('Who may write direct messages to this user.'),
  })
  .meta({ id: 'UserSettings' })

export const UserStatsView = z
  .object({
    notesPlayed: z.int().min(0),
    timePlayed: z.int().min(0).describe("Seconds with a player's place in a room."),
    roomsCreated: z.int().min(0),
  })
  .meta({ id: 'UserStats' })

const saysOfItself = {
  statusText: z.string().describe('A line under the name; empty for none.'),
  avatarSmallUrl: z.url().describe('As `avatar_url`, 128 pixels wide.'),
  stats: UserStatsView,
}

export const ProfileView = UserView.extend({
  ...saysOfItself,
  emailVerified: z.boolean().describe('Whether a link that was mailed to the address has been followed.'),
  settings: UserSettingsView,
}).meta({ id: 'Profile' })

export const PublicUserView = UserView.omit({ email: true })
  .extend({ ...saysOfItself, status: z.enum(seenStatuses) })
  .meta({ id: 'PublicUser' })

export const ListedUserView = UserView.omit({ email: true })
  .extend({ statusText: saysOfItself.statusText, avatarSmallUrl: saysOfItself.avatarSmallUrl })
  .meta({ id: 'ListedUser' })

export const PersonView = z
  .object({
    userId: z.uuid(),
    username: z.string(),
    userTag: z.string(),
    avatarUrl: z.url(),
  })
  .meta({ id: 'Person' })

export const FriendView = PersonView.extend({
  status: z.enum(seenStatuses),
  statusText: z.string(),
  lastSeen: Timestamp,
  currentRoom: z
    .string()
    .nullable()
    .describe('The `room_id`; null for none, for a private one, and where the friend does not show it.'),
  currentRoomName: z.string().nullable(),
  friendsSince: Timestamp,
}).meta({ id: 'Friend' })

export const FriendRequestView = PersonView.extend({ requestedAt: Timestamp }).meta({ id: 'FriendRequest' })

export const BlockedUserView = PersonView.extend({ blockedAt: Timestamp }).meta({ id: 'BlockedUser' })

/** What an account may hold. */
export const accountRole = z.enum(roles.filter((role) => role !== 'guest'))
