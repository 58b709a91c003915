/** Something that has gathered writes and lets them go when the turn ends. */
export interface TurnEnd {
  endTurn(): void
}

/**
 * One turn of the event loop. All that is produced in it leaves together when it ends (`setImmediate`), so batches grow
 * by themselves under load, and under light load a note leaves in the turn in which it came.
 */
export class Turn {
  readonly #onFault: (fault: unknown) => void
  #rooms: TurnEnd[] = []
  #outboxes: TurnEnd[] = []
  #isScheduled = false

  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault
  }

  /** Rooms first: they write into outboxes. */
  flushes(room: TurnEnd): void {
    this.#rooms.push(room)
    this.#schedule()
  }

  endsWith(outbox: TurnEnd): void {
    this.#outboxes.push(outbox)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(this.#end)
  }

  readonly #end = (): void => {
    const rooms = this.#rooms
    this.#rooms = []
    for (const room of rooms) this.#attempt(room)
    const outboxes = this.#outboxes
    this.#outboxes = []
    this.#isScheduled = false
    for (const outbox of outboxes) this.#attempt(outbox)
  }

  /** A fault of one is not the others'. */
  #attempt(gathered: TurnEnd): void {
    try {
      gathered.endTurn()
    } catch (fault) {
      this.#onFault(fault)
    }
  }
}
