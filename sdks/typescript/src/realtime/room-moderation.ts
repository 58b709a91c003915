import type { OutgoingMember } from '@tutti/protocol/realtime'
import { wireRoomTypes } from './parse-room.ts'
import type { RoomInfo } from './room-types.ts'

export interface RoomPatch {
  readonly roomName?: string | undefined
  readonly roomType?: RoomInfo['roomType'] | undefined
  /** Empty: no password from now on. */
  readonly password?: string | undefined
  readonly maxUsers?: number | undefined
  readonly settings?: Partial<RoomInfo['settings']> | undefined
}

export interface MuteChoice {
  /** Absent: until it is lifted. */
  readonly minutes?: number | undefined
  readonly chat?: boolean | undefined
  readonly notes?: boolean | undefined
}

export interface BanChoice {
  readonly reason?: string | undefined
  /** Absent: until it is lifted. */
  readonly minutes?: number | undefined
}

/** For those who run the room. Every method @throws TuttiError `not_allowed`, `user_not_found`, `invalid_input`. */
export interface RoomModeration {
  /** Moves somebody out; coming back is possible after a minute. */
  kick(userId: string, reason?: string): Promise<void>
  ban(userId: string, choice?: BanChoice): Promise<void>
  unban(userId: string): Promise<void>
  /** Both voices unless said otherwise. */
  mute(userId: string, choice?: MuteChoice): Promise<void>
  unmute(userId: string): Promise<void>
  transfer(userId: string): Promise<void>
  /** What is absent stays. */
  update(patch: RoomPatch): Promise<void>
  /** Removes all that was said, or all that one user said. */
  clearChat(userId?: string): Promise<void>
}

type Action = NonNullable<Extract<OutgoingMember, { case: 'moderationCommand' }>['value']['action']>

export function createModeration(ask: (member: OutgoingMember) => Promise<unknown>): RoomModeration {
  const order = async (action: Action): Promise<void> => {
    await ask({ case: 'moderationCommand', value: { action } })
  }
  return {
    kick: (userId, reason = '') => order({ case: 'kick', value: { userId, reason } }),
    ban: (userId, { reason = '', minutes = 0 } = {}) => order({ case: 'ban', value: { userId, reason, minutes } }),
    unban: (userId) => order({ case: 'unban', value: userId }),
    mute: (userId, { minutes = 0, chat = true, notes = true } = {}) =>
      order({ case: 'mute', value: { userId, minutes, chat, notes } }),
    unmute: (userId) => order({ case: 'unmute', value: userId }),
    transfer: (userId) => order({ case: 'transfer', value: userId }),
    update: ({ roomName, roomType, password, maxUsers = 0, settings }) =>
      order({
        case: 'room',
        value: {
          maxUsers,
          ...(roomName !== undefined && { roomName }),
          ...(roomType && { roomType: wireRoomTypes[roomType] }),
          ...(password !== undefined && { password }),
          ...(settings && { settings }),
        },
      }),
    clearChat: (userId = '') => order({ case: 'clearChat', value: { userId } }),
  }
}
