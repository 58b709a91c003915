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
  #frame = 0

  /** Watches a stage until the result is called. */
  watch(stage: Stage): () => void {
    const forget = stage.onNote((event) => {
      this.air.add(event)
      this.#wake()
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

  #paint(): void {
    this.#frame = 0
    const nowMs = performance.now()
    const happened = this.air.advance(nowMs, nowMs - flightMs)
    const litChanged = new Set(happened.flatMap((event) => this.lit.apply(event)))
    for (const painter of this.#painters) painter({ nowMs, happened, litChanged: [...litChanged] })
    if (!this.air.isEmpty) this.#wake()
  }
}
