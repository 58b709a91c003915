/** One stroke on the screen: it grows while it is held, and drifts up when it is let go. Times on performance.now(). */
export interface RisingNote {
  readonly player: number
  readonly key: number
  readonly velocity: number
  readonly startedMs: number
  endedMs: number | undefined
}

export type NoteEvent =
  | {
      readonly kind: 'press'
      readonly player: number
      readonly key: number
      readonly velocity: number
      readonly atMs: number
    }
  | { readonly kind: 'release'; readonly player: number; readonly key: number; readonly atMs: number }
  | { readonly kind: 'hush'; readonly player: number; readonly atMs: number }

const mostNotes = 1600

/** The notes that are in the air. Scheduled events wait here until their time has come. */
export class RisingNotes {
  #waiting: NoteEvent[] = []
  readonly #notes: RisingNote[] = []

  get notes(): readonly RisingNote[] {
    return this.#notes
  }

  get isEmpty(): boolean {
    return this.#notes.length === 0 && this.#waiting.length === 0
  }

  /** Hush takes back what the player had scheduled. */
  add(event: NoteEvent): void {
    if (event.kind === 'hush') this.#takeBack(event)
    const after = this.#waiting.findLastIndex(({ atMs }) => atMs <= event.atMs)
    this.#waiting.splice(after + 1, 0, event)
  }

  /** Applies what is due, forgets notes that ended before `goneMs`, and tells which events happened. */
  advance(nowMs: number, goneMs: number): readonly NoteEvent[] {
    const due = this.#waiting.findIndex(({ atMs }) => atMs > nowMs)
    const happened = this.#waiting.splice(0, due < 0 ? this.#waiting.length : due)
    for (const event of happened) this.#apply(event)
    this.#forget(goneMs)
    return happened
  }

  clear(): void {
    this.#waiting = []
    this.#notes.length = 0
  }

  #takeBack({ player, atMs }: NoteEvent): void {
    this.#waiting = this.#waiting.filter((event) => event.player !== player || event.atMs <= atMs)
  }

  #apply(event: NoteEvent): void {
    if (event.kind === 'hush') return this.#end(event.atMs, ({ player }) => player === event.player)
    this.#end(event.atMs, ({ player, key }) => player === event.player && key === event.key)
    if (event.kind === 'release') return
    const { player, key, velocity, atMs } = event
    this.#notes.push({ player, key, velocity, startedMs: atMs, endedMs: undefined })
  }

  #end(atMs: number, isMeant: (note: RisingNote) => boolean): void {
    for (const note of this.#notes)
      if (note.endedMs === undefined && isMeant(note)) note.endedMs = Math.max(atMs, note.startedMs)
  }

  #forget(goneMs: number): void {
    let kept = 0
    const surplus = this.#notes.length - mostNotes
    this.#notes.forEach((note, index) => {
      if ((note.endedMs ?? Infinity) >= goneMs && index >= surplus) this.#notes[kept++] = note
    })
    this.#notes.length = kept
  }
}
