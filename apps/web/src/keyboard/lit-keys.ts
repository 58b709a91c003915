import type { NoteEvent } from '../notes/rising-notes.ts'

/** Who holds each key; a key held by several is shared between them. */
export class LitKeys {
  readonly #holders = new Map<number, number[]>()

  /** Applies an event, and gives the keys whose look changed. */
  apply(event: NoteEvent): readonly number[] {
    if (event.kind === 'hush') return this.#hush(event.player)
    const holders = (this.#holders.get(event.key) ?? []).filter((player) => player !== event.player)
    if (event.kind === 'press') holders.push(event.player)
    if (holders.length > 0) this.#holders.set(event.key, holders)
    else this.#holders.delete(event.key)
    return [event.key]
  }

  holdersOf(key: number): readonly number[] {
    return this.#holders.get(key) ?? []
  }

  get keys(): readonly number[] {
    return [...this.#holders.keys()]
  }

  clear(): void {
    this.#holders.clear()
  }

  #hush(player: number): readonly number[] {
    const changed: number[] = []
    for (const [key, holders] of this.#holders) {
      if (!holders.includes(player)) continue
      changed.push(key)
      this.apply({ kind: 'release', player, key, atMs: 0 })
    }
    return changed
  }
}
