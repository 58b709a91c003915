import type { ListedRoom as WireListedRoom, OutgoingMember, RoomListChanges } from '@tutti/protocol/realtime'
import { type TuttiError, toTuttiError } from '../tutti-error.ts'
import type { ListedRoom, RoomWatch } from './connection-types.ts'
import { parseRoom, wireRoomTypes } from './parse-room.ts'

interface Parts {
  /** @throws TuttiError */
  readonly ask: (member: OutgoingMember) => Promise<unknown>
  readonly onRooms: (rooms: readonly ListedRoom[]) => void
  readonly onError: (error: TuttiError) => void
}

/** The list of public rooms as it is right now, while somebody watches it. */
export class RoomWatcher {
  readonly #parts: Parts
  #watch: RoomWatch | null = null
  #rooms: ReadonlyMap<string, ListedRoom> | null = null
  #sorted: readonly ListedRoom[] | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get rooms(): readonly ListedRoom[] | null {
    return this.#sorted
  }

  /** The last one who watches decides what for. */
  watch(watch: RoomWatch, { isOpen }: { readonly isOpen: boolean }): () => void {
    this.#forget()
    this.#watch = watch
    if (isOpen) this.#ask(watch)
    return () => {
      if (this.#watch !== watch) return
      this.#watch = null
      this.#forget()
      this.#tell({ watch: false })
    }
  }

  /** `again`: the session goes on, and the server knows what we watch. */
  opened({ again }: { readonly again: boolean }): void {
    if (this.#watch && !(again && this.#rooms)) this.#ask(this.#watch)
  }

  hear({ snapshot, rooms, removed }: RoomListChanges): void {
    if (!this.#watch || (!snapshot && !this.#rooms)) return
    const listed = new Map(snapshot ? [] : this.#rooms)
    for (const roomId of removed) listed.delete(roomId)
    for (const told of rooms) {
      const room = parseListed(told)
      if (room) listed.set(room.room.roomId, room)
    }
    this.#rooms = listed
    this.#sorted = [...listed.values()].toSorted(byPlayers)
    this.#parts.onRooms(this.#sorted)
  }

  #ask({ search = '', roomType }: RoomWatch): void {
    this.#tell({ watch: true, search, ...(roomType && { roomType: wireRoomTypes[roomType] }) })
  }

  #tell(value: Extract<OutgoingMember, { case: 'roomListSubscription' }>['value']): void {
    this.#parts.ask({ case: 'roomListSubscription', value }).catch((thrown: unknown) => {
      const error = toTuttiError(thrown)
      // What was lost with the connection is asked again with the next one.
      if (!error.retryable && error.code !== 'connection_closed') this.#parts.onError(error)
    })
  }

  #forget(): void {
    this.#rooms = null
    this.#sorted = null
  }
}

function parseListed({ room, players, listeners }: WireListedRoom): ListedRoom | null {
  return room ? { room: parseRoom(room), players, listeners } : null
}

/** The fullest first, then the newest. */
function byPlayers(one: ListedRoom, other: ListedRoom): number {
  return other.players - one.players || other.room.createdAtMs - one.room.createdAtMs
}
