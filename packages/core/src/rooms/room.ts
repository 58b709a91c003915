import type { RoomId, UserId } from '../ids.ts'
import type { RoomSettings } from './room-settings.ts'

export const roomTypes = ['public', 'private', 'pro'] as const
export type RoomType = (typeof roomTypes)[number]

export interface Room {
  readonly id: RoomId
  readonly name: string
  /** Null when the owner was a guest who is gone. */
  readonly ownerId: UserId | null
  readonly type: RoomType
  readonly maxUsers: number
  readonly passwordHash: string | null
  /** A lasting room stays until it is deleted; a temporary one closes some time after the last participant left. */
  readonly lifetime: 'lasting' | 'temporary'
  readonly settings: RoomSettings
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
