import { LitKeys } from '../keyboard/lit-keys.ts'
import type { Stage } from '../stage/stage.ts'
import { Palette } from './palette.ts'
import type { NoteEvent } from './rising-notes.ts'
import { RisingNotes } from './rising-notes.ts'

export interface Frame {
  readonly nowMs: number
  readonly happened: readonly NoteEvent[]
  readonly litChanged: readonly number[]
}

/** How long a note takes from the keys to the top of any screen. */
export const flightMs = 4200

type Painter = (frame: Frame) => void

/** Everything that is seen of the music: one loop for canvas, keys and people, which rests when nothing moves. */
export class Sight {
  readonly palette = new Palette()
  readonly air = new RisingNotes()
  readonly lit = new LitKeys()
  readonly #painters = new Set<Painter>()
  readonly #litChanged = new Set<number>()
  #happened: NoteEvent[] = []
  #frame = 0

  /** Watches a stage until the result is called. */
  watch(stage: Stage): () => void {
    const forget = stage.onNote((event) => {
      this.air.add(event)
      // A page that is not seen paints nothing, and must not pile up what it missed.
      if (document.hidden) this.#advance(performance.now())
      else this.#wake()
    })
    const wake = () => this.refresh()
    document.addEventListener('visibilitychange', wake)
    return () => {
      forget()
      document.removeEventListener('visibilitychange', wake)
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
      this.air.clear()
      this.lit.clear()
    }
  }

  addPainter(painter: Painter): () => void {
    this.#painters.add(painter)
    this.refresh()
    return () => this.#painters.delete(painter)
  }

  /** Paints once more although nothing was played: the window, the theme or the size changed. */
  refresh(): void {
    this.#wake()
  }

  #wake(): void {
    if (this.#frame !== 0 || document.hidden) return
    this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #advance(nowMs: number): void {
    const happened = this.air.advance(nowMs, nowMs - flightMs)
    for (const event of happened) for (const key of this.lit.apply(event)) this.#litChanged.add(key)
    if (!document.hidden) this.#happened.push(...happened)
  }

  #paint(): void {
    this.#frame = 0
    const nowMs = performance.now()
    this.#advance(nowMs)
    const frame = { nowMs, happened: this.#happened, litChanged: [...this.#litChanged] }
    this.#happened = []
    this.#litChanged.clear()
    for (const painter of this.#painters) painter(frame)
    if (!this.air.isEmpty) this.#wake()
  }
}
