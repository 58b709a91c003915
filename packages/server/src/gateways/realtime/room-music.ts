import { NoteQuota, Refusal, type LiveRooms, type RoomId, type RoomPlayers } from '@tutti/core'
import type { PlayerCommand, RecordingCommand } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { recordRoom } from './handlers/record-room.ts'
import type { Reply } from './handlers/reply.ts'
import { usePlayer } from './handlers/use-player.ts'
import { SharedPlayers } from './player/shared-players.ts'
import type { Ports } from './ports.ts'
import { Recorders } from './recording/recorders.ts'
import type { RoomChannel } from './room-channel.ts'

interface Parts {
  readonly ports: Ports
  readonly live: LiveRooms
  readonly channelOf: (id: RoomId) => RoomChannel | undefined
  readonly onFault: (fault: unknown) => void
}

/** Commands of one connection. */
const commandPace = { perSecond: 4, burst: 12 }

/** What rooms play for themselves, and what is recorded of them. */
export class RoomMusic implements AsyncDisposable {
  readonly #parts: Parts
  readonly #players: SharedPlayers
  readonly #recorders: Recorders
  readonly #paces = new WeakMap<Connection, NoteQuota>()

  constructor(parts: Parts) {
    const { ports, channelOf, onFault } = parts
    this.#parts = parts
    this.#players = new SharedPlayers({ now: () => ports.clock.now(), channelOf, onFault })
    this.#recorders = new Recorders({ ports, onFault })
  }

  get players(): RoomPlayers {
    return this.#players
  }

  usePlayer(connection: Connection, command: PlayerCommand): Promise<Reply> {
    this.#pace(connection)
    const { ports, live } = this.#parts
    return usePlayer({ ports, live, players: this.#players }, connection, command)
  }

  record(connection: Connection, command: RecordingCommand): Promise<Reply> {
    this.#pace(connection)
    return recordRoom(this.#recorders, connection, command)
  }

  /** Somebody is gone. */
  left(channel: RoomChannel): void {
    this.#players.left(channel)
    this.#recorders.left(channel)
  }

  /** The room is over. */
  end(channel: RoomChannel): void {
    this.#players.end(channel)
    this.#recorders.end(channel)
  }

  /** Recordings that an earlier run did not bring to an end. */
  async endLeftOver(): Promise<void> {
    await this.#parts.ports.recordings.endAll()
  }

  /** Each of these commands is told to everybody. @throws Refusal `rate_limited`. */
  #pace(connection: Connection): void {
    const nowMs = this.#parts.ports.clock.now()
    const pace = this.#paces.get(connection) ?? new NoteQuota(commandPace, nowMs)
    this.#paces.set(connection, pace)
    if (pace.grant(1, nowMs) === 0) throw new Refusal('rate_limited', { retryAfterMs: 1_000 / commandPace.perSecond })
    pace.spend(1, 0)
  }

  /** What was recorded up to now is kept once this resolves. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#players[Symbol.dispose]()
    await this.#recorders[Symbol.asyncDispose]()
  }
}
