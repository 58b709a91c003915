import { readMidiFile, Refusal, type Performance } from '@tutti/core'
import type { PlayerState } from '../midi/performance-player.ts'
import { PerformancePlayer } from '../midi/performance-player.ts'
import { performScore } from '../pieces/perform-score.ts'
import type { Piece } from '../pieces/score.ts'
import type { Stage } from '../stage/stage.ts'
import { Observable } from '../ui/observable.ts'
import { midiFileTitle } from './midi-file-title.ts'

export interface DeckState {
  readonly title: string
  readonly durationMs: number
  readonly player: PlayerState
}

/** Plays one piece at a time into the room, as if its owner played it. */
export class PieceDeck {
  readonly state = new Observable<DeckState | undefined>(undefined)
  /** 0..1; changes often. */
  readonly fraction = new Observable(0)
  readonly #stage: Stage
  #player: PerformancePlayer | undefined

  constructor(stage: Stage) {
    this.#stage = stage
  }

  choose(piece: Piece): void {
    this.#load(performScore(piece))
  }

  /** @throws Refusal `unreadable_midi_file` */
  async openFile(file: File): Promise<void> {
    const name = midiFileTitle(file)
    const performance = readMidiFile(new Uint8Array(await file.arrayBuffer()), { fallbackName: name })
    this.#load({ ...performance, name })
  }

  play(): void {
    this.#player?.play()
    this.#tellState()
  }

  pause(): void {
    this.#player?.pause()
    this.#tellState()
  }

  seek(fraction: number): void {
    this.#player?.seek(fraction)
    this.fraction.set(fraction)
  }

  close(): void {
    this.#player?.stop()
    this.#player = undefined
    this.state.set(undefined)
  }

  #load({ name, events, durationMs }: Performance): void {
    this.#player?.stop()
    this.state.set({ title: name, durationMs, player: 'stopped' })
    this.fraction.set(0)
    this.#player = new PerformancePlayer({
      events,
      nowMs: () => performance.now(),
      send: (due) => this.#stage.playAt(due),
      setTimer: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
      onProgress: ({ fraction }) => {
        this.fraction.set(fraction)
        this.#tellState()
      },
    })
    this.play()
  }

  #tellState(): void {
    const before = this.state.value
    const player = this.#player?.progress.state
    if (before && player && player !== before.player) this.state.set({ ...before, player })
  }
}

export function fileWords(error: unknown): string {
  const issue = error instanceof Refusal ? error.about.issue : undefined
  return issue === undefined ? 'The file could not be opened. Try another.' : `${issue}.`
}
