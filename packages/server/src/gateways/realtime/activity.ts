import type { ActivityTally, Clock, ProfileStore, RoomEvents } from '@tutti/core'
import type { Log } from '../../telemetry/log.ts'
import type { Connection } from './connection.ts'
import type { Seat } from './seat.ts'

const flushEveryMs = 60_000
/** What somebody has finished is written down together with what others finish in this time. */
const flushSoonMs = 200

export interface ActivityParts {
  readonly tally: ActivityTally
  readonly ports: { readonly profiles: ProfileStore; readonly roomEvents: RoomEvents; readonly clock: Clock }
  readonly log: Log
}

interface Counted {
  readonly noteOns: number
  readonly atMs: number
}

/**
 * What people on sockets do, from where it happens to where it is kept. Playing costs an addition in the keyboard; it is
 * looked up here once a minute and when a seat is given up.
 */
export class Activity implements AsyncDisposable {
  readonly #parts: ActivityParts
  readonly #counted = new WeakMap<Seat['participant']['keyboard'], Counted>()
  readonly #subscription: Disposable
  #connections: Iterable<Connection> = []
  #timer: NodeJS.Timeout
  #soon: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(parts: ActivityParts) {
    this.#parts = parts
    this.#subscription = parts.ports.roomEvents.subscribe((event) => {
      if (event.type !== 'room_opened' || event.room.ownerId === null) return
      parts.tally.createdRoom(event.room.ownerId)
      this.#flushSoon()
    })
    this.#timer = setInterval(() => this.#lookAtAll(), flushEveryMs)
    this.#timer.unref()
  }

  /** Whose connections are looked at once a minute. */
  watch(connections: Iterable<Connection>): void {
    this.#connections = connections
  }

  /** A seat is given up. */
  left(seat: Seat): void {
    this.#count(seat)
    this.#flushSoon()
  }

  /** A connection is there, or is gone. */
  saw({ user }: Connection): void {
    this.#parts.tally.saw(user.id, this.#parts.ports.clock.now())
    this.#flushSoon()
  }

  /** Everything up to now is kept once this resolves. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription[Symbol.dispose]()
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    await this.#flush()
  }

  #lookAtAll(): void {
    const nowMs = this.#parts.ports.clock.now()
    for (const { user, seat } of this.#connections) {
      this.#parts.tally.saw(user.id, nowMs)
      if (seat) this.#count(seat)
    }
    void this.#flush()
  }

  #count({ participant: { user, keyboard, listens, joinedAtMs } }: Seat): void {
    if (listens) return
    const atMs = this.#parts.ports.clock.now()
    const before = this.#counted.get(keyboard) ?? { noteOns: 0, atMs: joinedAtMs }
    this.#parts.tally.played(user.id, { notes: keyboard.noteOns - before.noteOns, forMs: atMs - before.atMs })
    this.#counted.set(keyboard, { noteOns: keyboard.noteOns, atMs })
  }

  #flushSoon(): void {
    if (this.#soon) return
    this.#soon = setTimeout(() => void this.#flush(), flushSoonMs)
    this.#soon.unref()
  }

  #flush(): Promise<void> {
    clearTimeout(this.#soon)
    this.#soon = undefined
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    const { tally, ports, log } = this.#parts
    const activities = tally.take()
    try {
      await ports.profiles.addActivity(activities)
    } catch (err) {
      tally.giveBack(activities)
      log.warn({ event: 'activity_not_kept', err })
    }
  }
}
