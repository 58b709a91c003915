/** The keys that one person holds, by pointer, letter key or MIDI device: a key ends when the last of them lets go. */
export class OwnHands {
  readonly #sounding = new Map<string, number>()

  /** `key` is what sounds after transposing. */
  press(source: string, key: number): void {
    this.#sounding.set(source, key)
  }

  /** The key that ends with this, if any. */
  release(source: string): number | undefined {
    const key = this.#sounding.get(source)
    this.#sounding.delete(source)
    return key === undefined || this.holds(key) ? undefined : key
  }

  holds(key: number): boolean {
    return [...this.#sounding.values()].includes(key)
  }

  /** Everything that is held ends. */
  clear(): readonly number[] {
    const keys = new Set(this.#sounding.values())
    this.#sounding.clear()
    return [...keys]
  }
}
