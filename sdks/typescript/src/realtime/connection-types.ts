import type { UserStatus } from '@tutti/core'
import type { TuttiError } from '../tutti-error.ts'
import type { DirectLine, DirectMessage, ReadUpTo } from './direct-line.ts'
import type { RoomInfo, RoomSession, RoomUser } from './room-types.ts'
import type { Continuity } from './resumption.ts'
import type { QueuePlace } from './waiting.ts'

export type ClosedReason =
  | 'client'
  | 'signed_out'
  | 'not_authenticated'
  | 'bye'
  | 'auth_ended'
  | 'banned'
  | 'resumed_elsewhere'
  | 'too_many_connections'
  | 'bad_frames'
  | 'version'
  | 'refused'

export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  /** `retryAtMs`: this device's clock, epoch ms; past while an attempt is under way. */
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly retryAtMs: number }
  /** For good. `code` is the WebSocket's close code, or the HTTP status that no connection was given with. */
  | { readonly status: 'closed'; readonly reason: ClosedReason; readonly code: number }

/** The server's clock, as well as it is known here. Once synchronised it never goes back. */
export interface ServerClock {
  /** Epoch ms with fractions. */
  now(): number
  /** What the server's clock is ahead of this device's `Date.now()`, as that is set right now. */
  readonly offsetMs: number
  /** Median of the last round trips; 0 before the first. */
  readonly rttMs: number
  /** How unevenly round trips come: the median one over the shortest. */
  readonly jitterMs: number
  /** Whether the offset was measured; before, it is a guess. */
  readonly synchronised: boolean
  /** A moment of the server's clock as a `performance.now()` of this device. */
  toLocal(serverMs: number): number
}

export interface ServerLimits {
  readonly maxFrameBytes: number
  readonly maxMessageCharacters: number
  /** Note-ons per second of a room with default settings. */
  readonly noteQuota: number
  readonly chatHistory: number
  readonly maxUsersPerRoom: number
  /** How long a chat message may be edited; 0 for never. */
  readonly chatEditMs: number
}

export interface WelcomeInfo {
  readonly sessionId: string
  readonly user: RoomUser
  readonly limits: ServerLimits
  readonly capabilities: readonly string[]
  /** Epoch ms. */
  readonly serverTimeMs: number
}

export interface ServerNotification {
  readonly notificationId: string
  /** `maintenance`: it began, is near, or is over. */
  readonly kind: 'info' | 'warning' | 'maintenance'
  /** At most 500 characters. */
  readonly message: string
  /** Epoch ms of the server's clock. */
  readonly sentAtMs: number
}

export interface ConnectionEvents {
  state: ConnectionState
  /** The room we are in now. Told on a new room and on its end, not after a mere reconnect. */
  room: RoomSession | null
  /** Our place in a queue; null once we wait no longer. */
  queue: QueuePlace | null
  /** What no call was waiting for. */
  error: TuttiError
  /** The clock was measured again. */
  clock: ServerClock
  welcome: WelcomeInfo
  /** Whoever runs the server tells everybody something. */
  notification: ServerNotification
  /** After a reconnect: whether what was missed was told. See `Continuity`. */
  continuity: Continuity
  /** Somebody wrote to us, or we did on another connection. */
  direct: DirectMessage
  /** We have read up to there, on another connection. */
  directRead: ReadUpTo
  /** The rooms that `watchRooms` asked for: the new snapshot, the fullest first. */
  rooms: readonly ListedRoom[]
}

export interface ListedRoom {
  readonly room: RoomInfo
  /** Those who take a place. */
  readonly players: number
  readonly listeners: number
}

export interface RoomWatch {
  /** Only rooms with this in their name. */
  readonly search?: string | undefined
  readonly roomType?: RoomInfo['roomType'] | undefined
}

export interface CreateRoomAsk {
  readonly roomName: string
  /** `public` unless said otherwise. */
  readonly roomType?: RoomInfo['roomType'] | undefined
  readonly password?: string | undefined
  readonly maxUsers?: number | undefined
  readonly settings?: Partial<RoomInfo['settings']> | undefined
}

export interface JoinRoomAsk {
  readonly roomId: string
  readonly password?: string | undefined
  /** Takes no place and may not play. */
  readonly listen?: boolean | undefined
  /** Waits for a place when the room is full; until then we stay where we are. */
  readonly wait?: boolean | undefined
}

export interface RealtimeConnection {
  readonly state: ConnectionState
  readonly clock: ServerClock
  readonly room: RoomSession | null
  on<Name extends keyof ConnectionEvents>(event: Name, listener: (value: ConnectionEvents[Name]) => void): () => void
  /** Opens a temporary room and goes in. @throws TuttiError */
  createRoom(ask: CreateRoomAsk): Promise<RoomSession>
  /** Leaves the room before. With `wait` it resolves once there is a place. @throws TuttiError, `queue_left` among them */
  joinRoom(ask: JoinRoomAsk): Promise<RoomSession>
  /** Our place among those who wait for a full room. */
  readonly queue: QueuePlace | null
  /** Waits no longer. @throws TuttiError */
  leaveQueue(): Promise<void>
  /** The rooms that are watched; null while none are, or before they were told. */
  readonly rooms: readonly ListedRoom[] | null
  /** Follows the list of public rooms through every reconnect, until it is told to stop; `rooms` events tell it. */
  watchRooms(watch?: RoomWatch): () => void
  readonly direct: DirectLine
  /** What this connection says of us. */
  readonly status: UserStatus
  /** Kept through every reconnect. @throws TuttiError */
  setStatus(status: UserStatus): Promise<void>
  /** What the server lets us do how much; null before its welcome. */
  readonly limits: ServerLimits | null
  /** A guest's new name, 1 to 20 characters. @throws TuttiError */
  rename(username: string): Promise<void>
  close(): void
}
