import type { RoomId } from '../ids.ts'
import { LiveRoom } from './live-room.ts'
import type { Room } from './room.ts'

/** The rooms that somebody is in, or was a moment ago. */
export class LiveRooms {
  readonly #rooms = new Map<RoomId, LiveRoom>()

  find(id: RoomId): LiveRoom | undefined {
    return this.#rooms.get(id)
  }

  /** The live room of a stored one, made when there is none yet. */
  open(room: Room, nowMs: number): LiveRoom {
    const present = this.#rooms.get(room.id)
    if (present) return present
    const live = new LiveRoom(room, nowMs)
    this.#rooms.set(room.id, live)
    return live
  }

  close(id: RoomId): void {
    this.#rooms.delete(id)
  }

  /** How many take a place in that room. */
  countUsers(id: RoomId): number {
    return this.#rooms.get(id)?.players ?? 0
  }

  /** How many people are in rooms, listeners too. */
  get participants(): number {
    return this.#rooms.values().reduce((sum, { size }) => sum + size, 0)
  }

  /** Rooms in which somebody takes a place. */
  get occupied(): readonly RoomId[] {
    return [...this.#rooms.values()].flatMap(({ id, players }) => (players > 0 ? [id] : []))
  }
}
