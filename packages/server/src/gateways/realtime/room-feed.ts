import {
  firstPage,
  hasWords,
  listRooms,
  type Listing,
  type LiveRooms,
  type Room,
  type RoomEvents,
  type RoomField,
  type RoomId,
  type RoomStore,
  type RoomType,
  searchWords,
} from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { EncodedMessage } from './encoded-message.ts'
import { presentRoom } from './present.ts'

/** Changes within this time are told together. */
const gatherMs = 300
const mostListed = 200

export interface RoomFilter {
  /** Beginnings of words of the name; empty: all. */
  readonly search: string
  /** Undefined: all that are listed. */
  readonly type: RoomType | undefined
}

interface Parts {
  readonly ports: { readonly rooms: RoomStore; readonly roomEvents: RoomEvents }
  readonly live: LiveRooms
  readonly onFault: (fault: unknown) => void
}

interface Changes {
  readonly rooms: readonly Room[]
  readonly gone: readonly RoomId[]
}

/** The list of public rooms for those who watch it: all of it at first, then what changes, a few times a second at most. */
export class RoomFeed implements Disposable {
  readonly #parts: Parts
  readonly #watchers = new Map<Connection, RoomFilter>()
  readonly #subscription: Disposable
  #changed = new Set<RoomId>()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#subscription = parts.ports.roomEvents.subscribe((event) => {
      if (event.type === 'room_opened' || event.type === 'room_updated') this.mark(event.room.id)
      if (event.type === 'room_closed') this.mark(event.roomId)
    })
  }

  /** Tells the whole list now, and what changes in it from here on. */
  async watch(connection: Connection, filter: RoomFilter): Promise<void> {
    this.#watchers.set(connection, filter)
    await this.#tellAll(connection)
  }

  unwatch(connection: Connection): void {
    this.#watchers.delete(connection)
  }

  /** The client may have missed changes: it is told the whole list again. */
  renew(connection: Connection): void {
    if (!this.#watchers.has(connection)) return
    this.#tellAll(connection).catch((fault: unknown) => this.#parts.onFault(fault))
  }

  /** Something about that room, or who is in it, has changed. */
  mark(id: RoomId): void {
    if (this.#watchers.size === 0) return
    this.#changed.add(id)
    this.#timer ??= setTimeout(() => void this.#flush(), gatherMs).unref()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    // What happens from here on, as everybody is sent away, marks nothing.
    this.#watchers.clear()
    this.#subscription[Symbol.dispose]()
  }

  async #tellAll(connection: Connection): Promise<void> {
    const { ports, live } = this.#parts
    const filter = this.#watchers.get(connection)
    if (!filter) return
    const { items: rooms } = await listRooms({ rooms: ports.rooms, liveRooms: live }, listingFor(filter))
    // Another filter was set, or a change came, while we read.
    if (this.#watchers.get(connection) !== filter) return
    const value = { snapshot: true, rooms: rooms.map((room) => presentListed(room, live)), removed: [] }
    connection.outbox.hint(new EncodedMessage({ case: 'roomListChanges', value }))
  }

  async #flush(): Promise<void> {
    this.#timer = undefined
    const ids = [...this.#changed]
    this.#changed = new Set()
    try {
      this.#tell(await this.#look(ids))
    } catch (fault) {
      this.#parts.onFault(fault)
    }
  }

  async #look(ids: readonly RoomId[]): Promise<Changes> {
    const { live, ports } = this.#parts
    const found = await Promise.all(ids.map(async (id) => live.find(id)?.room ?? ports.rooms.find(id)))
    const rooms = found.flatMap((room) => (room && room.type !== 'private' ? [room] : []))
    const listed = new Set(rooms.map(({ id }) => id))
    return { rooms, gone: ids.filter((id) => !listed.has(id)) }
  }

  #tell(changes: Changes): void {
    const { live } = this.#parts
    const toAll = new EncodedMessage(presentChanges(changes, live))
    for (const [connection, filter] of this.#watchers) {
      const { outbox } = connection
      // Whoever is away, or too slow, is told the whole list again later.
      if (!outbox.takesPerishables()) continue
      if (isOpen(filter)) outbox.hint(toAll)
      else outbox.hint(new EncodedMessage(presentChanges(narrow(changes, filter), live)))
    }
  }
}

/** Those first in which most people are. */
function listingFor({ search, type }: RoomFilter): Listing<RoomField> {
  return {
    ...firstPage(mostListed),
    filters: type === undefined ? [] : [{ field: 'roomType', comparison: 'is', values: [type] }],
    sort: [{ field: 'currentUsers', descending: true }],
    ...(search !== '' && { search: { words: searchWords(search), fields: ['roomName'] } }),
  }
}

function isOpen({ search, type }: RoomFilter): boolean {
  return search === '' && type === undefined
}

/** What a filter hides is gone for whoever set it. */
function narrow({ rooms, gone }: Changes, { search, type }: RoomFilter): Changes {
  const words = searchWords(search)
  const isWanted = ({ name }: Room): boolean => search === '' || hasWords(name, words)
  const shown = rooms.filter((room) => (type === undefined || room.type === type) && isWanted(room))
  const hidden = rooms.filter((room) => !shown.includes(room))
  return { rooms: shown, gone: [...gone, ...hidden.map(({ id }) => id)] }
}

function presentChanges({ rooms, gone }: Changes, live: LiveRooms): OutgoingMember {
  const value = { snapshot: false, rooms: rooms.map((room) => presentListed(room, live)), removed: [...gone] }
  return { case: 'roomListChanges', value }
}

function presentListed(room: Room, live: LiveRooms) {
  const present = live.find(room.id)
  const players = present?.players ?? 0
  return { room: presentRoom(room), players, listeners: (present?.size ?? 0) - players }
}
