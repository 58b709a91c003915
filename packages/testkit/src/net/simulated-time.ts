interface Due {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
  isCancelled: boolean
}

/** Enough for every promise that an event resolves to be followed to its end. */
const settlingTurns = 40

/** Time that passes only when it is told to, from event to event: minutes of music take milliseconds. */
export class SimulatedTime {
  #nowMs = 0
  #orders = 0
  readonly #heap: Due[] = []

  get nowMs(): number {
    return this.#nowMs
  }

  /** Runs at this moment, or now if it has passed; of two at the same moment the first that was asked for runs first. */
  at(atMs: number, run: () => void): () => void {
    this.#orders += 1
    const due: Due = { atMs: Math.max(atMs, this.#nowMs), order: this.#orders, run, isCancelled: false }
    this.#push(due)
    return () => {
      due.isCancelled = true
    }
  }

  async runUntil(untilMs: number): Promise<void> {
    await settle()
    for (let next = this.#heap[0]; next && next.atMs <= untilMs; next = this.#heap[0]) {
      this.#pop()
      if (next.isCancelled) continue
      this.#nowMs = next.atMs
      next.run()
      await settle()
    }
    this.#nowMs = untilMs
  }

  pass(ms: number): Promise<void> {
    return this.runUntil(this.#nowMs + ms)
  }

  #push(due: Due): void {
    const heap = this.#heap
    let index = heap.length
    heap.push(due)
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (!above || isBefore(above, due)) break
      heap[index] = above
      index = parent
    }
    heap[index] = due
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      const left = heap[child]
      const right = heap[child + 1]
      if (!left) break
      if (right && isBefore(right, left)) child += 1
      const smaller = heap[child]
      if (!smaller || isBefore(last, smaller)) break
      heap[index] = smaller
      index = child
    }
    heap[index] = last
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < settlingTurns; turn += 1) await Promise.resolve()
}
