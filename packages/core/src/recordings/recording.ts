import type { RecordingId, RoomId, UserId } from '../ids.ts'

/** What a room sounded like for a while. The events themselves are its log. */
export interface Recording {
  readonly id: RecordingId
  /** The room may be gone. */
  readonly roomId: RoomId
  readonly name: string
  /** Null when that account is gone. */
  readonly startedById: UserId | null
  readonly startedByName: string
  readonly startedAtMs: number
  /** Up to what is kept: it grows while the recording runs. */
  readonly durationMs: number
  readonly sizeBytes: number
  readonly state: 'running' | 'ended'
}

/** Somebody who was there while it ran; the numbers are those of the log. */
export interface RecordedPlayer {
  readonly number: number
  /** Null for the shared player, and when that account is gone. */
  readonly userId: UserId | null
  readonly username: string
}

export interface RecordingLimits {
  /** Longer ones end by themselves. */
  readonly longestMs: number
  /** Of the log of one. */
  readonly mostBytes: number
  /** That one user may have started. */
  readonly mostPerUser: number
  /** Of all logs together. */
  readonly mostBytesInAll: number
}

export const longestRecordingName = 80
