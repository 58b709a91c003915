import { roles, roomTypes } from '@tutti/core'
import { z } from 'zod'

/** `YYYY-MM-DDThh:mm:ss.SSSZ`, always UTC and with milliseconds. */
export const Timestamp = z.iso.datetime({ precision: 3 }).meta({ id: 'Timestamp', example: '2026-11-21T19:30:00.000Z' })

export const RoomSettingsView = z
  .object({
    allowChat: z.boolean().describe('Whether anybody may chat.'),
    allowGuests: z.boolean().describe('Whether people without an account may come in.'),
    autoModeration: z.boolean().describe('Whether bad words in the chat are masked, and slurs refused.'),
    onlyOwnerCanPlay: z.boolean(),
    onlyOwnerCanChat: z.boolean(),
    onlyOwnerCanConduct: z.boolean().describe('Whether tempo, meter and mode are left to those who run the room.'),
    welcomeMessage: z.string().max(500).describe('Shown to whoever joins; empty for none.'),
    noteQuota: z.int().min(0).max(100_000).describe('Note-ons per second and player; 0 is unlimited.'),
    slowModeSeconds: z
      .int()
      .min(0)
      .max(3600)
      .describe('Between two chat messages of one user; 0 for no wait. Those who run the room do not wait.'),
    sharedPlayer: z.boolean().describe('Whether every player may use the shared player.'),
  })
  .meta({ id: 'RoomSettings' })

export const RoomView = z
  .object({
    roomId: z.string().meta({ example: 'V1StGXR8_' }),
    roomName: z.string().meta({ example: 'Late Chopin' }),
    roomOwner: z.string().nullable().describe("The owner's user_id; null when the owner was a guest who is gone."),
    roomType: z.enum(roomTypes),
    maxUsers: z.int().meta({ example: 20 }),
    currentUsers: z.int().describe('Players in the room now; listeners take no place.').meta({ example: 3 }),
    hasPassword: z.boolean(),
    temporary: z.boolean().describe('Closes some time after the last participant left.'),
    createdAt: Timestamp,
    settings: RoomSettingsView,
  })
  .meta({ id: 'Room' })

export const UserView = z
  .object({
    userId: z.uuid(),
    id: z.string().describe('A short id; it works wherever the longer one does.').meta({ example: 'V1StGXR8_' }),
    username: z.string().meta({ example: 'clara' }),
    name: z.string().nullable(),
    surname: z.string().nullable(),
    userTag: z.string().describe("`#` and six hex digits: the user's colour.").meta({ example: '#86a9f7' }),
    email: z.string().meta({ format: 'email' }).nullable().describe('Null for a guest.'),
    roles: z.array(z.enum(roles)),
    isMember: z.boolean(),
    isPro: z.boolean(),
    avatarUrl: z.url().describe('512 pixels wide; without a picture of its own one is drawn from colour and initials.'),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    lastSeen: Timestamp,
  })
  .meta({ id: 'User' })

export const SessionView = z
  .object({
    token: z.string().describe('Send it in the header `Authorization`.'),
    refreshToken: z.string().describe('Exchanges for a new pair before and after `token` expires.'),
    expiresIn: z.int().describe('Seconds until `token` expires.').meta({ example: 3600 }),
    user: UserView,
  })
  .meta({ id: 'Session' })
