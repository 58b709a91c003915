/** Who waits for a place, in the order of coming. */
export class WaitingLine<Waiter> {
  readonly #waiters: Waiter[] = []

  get length(): number {
    return this.#waiters.length
  }

  get waiters(): readonly Waiter[] {
    return this.#waiters
  }

  /** At the end; whoever waits already keeps the place. */
  add(waiter: Waiter): void {
    if (!this.#waiters.includes(waiter)) this.#waiters.push(waiter)
  }

  /** False when it was not waiting. */
  remove(waiter: Waiter): boolean {
    const index = this.#waiters.indexOf(waiter)
    if (index === -1) return false
    this.#waiters.splice(index, 1)
    return true
  }

  /** From 1; 0 for one that is not waiting. */
  positionOf(waiter: Waiter): number {
    return this.#waiters.indexOf(waiter) + 1
  }
}
