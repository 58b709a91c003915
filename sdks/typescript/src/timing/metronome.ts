import { type Beat, beatLengthMs, nextBeat, type Transport } from '@tutti/core'
import type { ServerClock } from '../realtime/connection-types.ts'
import type { RoomSession } from '../realtime/room-types.ts'
import { type Cancel, type LocalClock, systemClock, systemTimers, type Timers } from '../runtime.ts'

export interface MetronomeOptions {
  readonly room: RoomSession
  /** `connection.clock` */
  readonly clock: ServerClock
  /** A click to be sounded at this `performance.now()`, at most 200 ms ahead; `beat.inBar` 0 wants an accent. */
  readonly click: (atMs: number, beat: Beat) => void
  /** The clock that `atMs` is on; `performance.now()` unless said otherwise. */
  readonly localClock?: Pick<LocalClock, 'monotonicMs'> | undefined
  readonly timers?: Timers | undefined
}

const aheadMs = 200

/** Clicks with the room's beat while its metronome runs, at the same moment for everybody. Close it when leaving the room. */
export class Metronome implements Disposable {
  readonly #options: MetronomeOptions
  readonly #localClock: Pick<LocalClock, 'monotonicMs'>
  readonly #timers: Timers
  readonly #stops: readonly (() => void)[]
  #cancel: Cancel = () => undefined
  /** On the server's clock. */
  #clickedMs = Number.NEGATIVE_INFINITY

  constructor(options: MetronomeOptions) {
    const { room, localClock = systemClock, timers = systemTimers } = options
    this.#options = options
    this.#localClock = localClock
    this.#timers = timers
    this.#stops = [room.on('transport', () => this.#wake()), room.on('rejoined', () => this.#wake())]
    this.#wake()
  }

  close(): void {
    this.#cancel()
    for (const stop of this.#stops) stop()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #wake(): void {
    this.#cancel()
    const { room, clock, click } = this.#options
    const { transport } = room
    if (!transport.isRunning) return
    for (;;) {
      const beat = this.#nextBeat(transport, clock.now())
      const atMs = clock.toLocal(beat.atMs)
      const inMs = atMs - this.#localClock.monotonicMs()
      if (inMs > aheadMs) {
        this.#cancel = this.#timers.after(inMs - aheadMs, () => this.#wake())
        return
      }
      this.#clickedMs = beat.atMs
      click(atMs, beat)
    }
  }

  /** A change of tempo or phase moves beats a little: the one that has clicked does not click again. */
  #nextBeat(transport: Transport, nowMs: number): Beat {
    return nextBeat(transport, Math.max(nowMs, this.#clickedMs + beatLengthMs(transport) / 2))
  }
}
