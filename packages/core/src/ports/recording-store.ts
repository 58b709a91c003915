import type { RecordingId, RoomId, UserId } from '../ids.ts'
import type { RecordedPlayer, Recording } from '../recordings/recording.ts'

export interface RecordingQuery {
  /** Of this room, or of those that this user was there for. */
  readonly of: { readonly roomId: RoomId } | { readonly userId: UserId }
  readonly page: number
  readonly perPage: number
}

/** What happened since the last piece. */
export interface RecordedPiece {
  readonly id: RecordingId
  /** From 1, +1 each. */
  readonly seq: number
  readonly log: Uint8Array
  readonly durationMs: number
  /** Who came, or has another name now. */
  readonly players: readonly RecordedPlayer[]
}

export interface RecordingStore {
  /** Resolves once it is durable. */
  add(recording: Recording): Promise<void>
  /** Resolves once it is durable: what was acknowledged survives any end of the process. */
  append(piece: RecordedPiece): Promise<void>
  end(id: RecordingId): Promise<void>
  /** Recordings that an earlier run left running are over. Returns how many there were. */
  endAll(): Promise<number>
  find(id: RecordingId): Promise<Recording | null>
  /** Newest first. */
  list(query: RecordingQuery): Promise<{ readonly recordings: readonly Recording[]; readonly total: number }>
  players(id: RecordingId): Promise<readonly RecordedPlayer[]>
  readLog(id: RecordingId): Promise<Uint8Array>
  rename(id: RecordingId, name: string): Promise<void>
  remove(id: RecordingId): Promise<void>
  /** How many a user has started, and how many bytes all logs take. */
  count(startedBy: UserId): Promise<{ readonly own: number; readonly bytesInAll: number }>
}
