import type { RoomId, UserId } from '../ids.ts'

interface Sanction {
  readonly roomId: RoomId
  readonly userId: UserId
  /** As the name was when it was imposed. */
  readonly username: string
  /** Null when that account is gone. */
  readonly byId: UserId | null
  readonly createdAtMs: number
  /** Null: until it is lifted. */
  readonly endsAtMs: number | null
}

/** Keeps a user out of a room. A kick is a short one. */
export interface RoomBan extends Sanction {
  /** What the user is told; may be empty. */
  readonly reason: string
}

/** Takes a user's voice in a room: chat, notes, or both. */
export interface RoomMute extends Sanction {
  readonly chat: boolean
  readonly notes: boolean
}

export function isInForce({ endsAtMs }: Pick<Sanction, 'endsAtMs'>, nowMs: number): boolean {
  return endsAtMs === null || endsAtMs > nowMs
}
