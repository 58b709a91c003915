import {
  Refusal,
  type LiveRoom,
  type PackedPiece,
  type PieceNumber,
  type QueuedPiece,
  type RoomId,
  type RoomPlayers,
  type User,
} from '@tutti/core'
import type { RoomChannel } from '../room-channel.ts'
import { PlayerBooth, type BoothParts } from './player-booth.ts'

interface Parts {
  readonly now: () => number
  readonly channelOf: (id: RoomId) => RoomChannel | undefined
  readonly onFault: (fault: unknown) => void
}

/** The shared players of all rooms: one for each in which something was ever queued. */
export class SharedPlayers implements RoomPlayers, Disposable {
  readonly #parts: Parts
  readonly #booths = new Map<RoomChannel, PlayerBooth>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  add(live: LiveRoom, piece: PackedPiece, by: User): QueuedPiece {
    return this.boothOf(this.#channelOf(live)).add(piece, by)
  }

  remove(live: LiveRoom, piece: PieceNumber): void {
    this.boothOf(this.#channelOf(live)).remove(piece)
  }

  boothOf(channel: RoomChannel): PlayerBooth {
    const present = this.#booths.get(channel)
    if (present) return present
    const booth = new PlayerBooth(channel, this.#boothParts)
    this.#booths.set(channel, booth)
    return booth
  }

  left(channel: RoomChannel): void {
    this.#booths.get(channel)?.left()
  }

  /** The room is over. */
  end(channel: RoomChannel): void {
    const booth = this.#booths.get(channel)
    this.#booths.delete(channel)
    booth?.end()
    booth?.[Symbol.dispose]()
  }

  [Symbol.dispose](): void {
    for (const booth of this.#booths.values()) booth[Symbol.dispose]()
    this.#booths.clear()
  }

  #channelOf({ id }: LiveRoom): RoomChannel {
    const channel = this.#parts.channelOf(id)
    if (!channel) throw new Refusal('room_not_found', { roomId: id })
    return channel
  }

  get #boothParts(): BoothParts {
    return {
      now: this.#parts.now,
      setTimer: (callback, delayMs) => {
        const timer = setTimeout(() => this.#attempt(callback), delayMs)
        timer.unref()
        return () => clearTimeout(timer)
      },
    }
  }

  /** A fault of one room's music is not the program's end. */
  #attempt(callback: () => void): void {
    try {
      callback()
    } catch (fault) {
      this.#parts.onFault(fault)
    }
  }
}
