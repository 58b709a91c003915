import type { Cancel, Runtime } from '../runtime.ts'
import { type TuttiError, toTuttiError } from '../tutti-error.ts'
import type { JoinRoomAsk } from './connection-types.ts'
import type { JoinedRoom } from './joined-room.ts'

/** For so long our own place may still be taken: by the connection that was lost. */
const tryForMs = 60_000
const tryAgainAfterMs = 2_000

interface Parts {
  readonly clock: Runtime['clock']
  readonly timers: Runtime['timers']
  /** @throws TuttiError */
  readonly ask: (ask: JoinRoomAsk) => Promise<unknown>
}

/** Goes back into the room that we were in when the connection was lost. */
export class Rejoiner {
  readonly #parts: Parts
  #remembered: JoinRoomAsk | null = null
  #cancel: Cancel = () => undefined
  #round = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  remember(ask: JoinRoomAsk): void {
    this.#remembered = ask
  }

  start(room: JoinedRoom): void {
    this.stop()
    void this.#try(room, this.#parts.clock.monotonicMs() + tryForMs)
  }

  stop(): void {
    this.#round += 1
    this.#cancel()
  }

  async #try(room: JoinedRoom, untilMs: number): Promise<void> {
    const round = this.#round
    try {
      await this.#parts.ask(this.#remembered ?? { roomId: room.room.roomId })
    } catch (thrown) {
      const error = toTuttiError(thrown)
      if (round !== this.#round) return
      if (!mayPass(error) || this.#parts.clock.monotonicMs() >= untilMs) return room.end(error.code)
      const delayMs = Math.max(tryAgainAfterMs, error.retryAfterMs ?? 0)
      this.#cancel = this.#parts.timers.after(delayMs, () => void this.#try(room, untilMs))
    }
  }
}

function mayPass({ code, retryable }: TuttiError): boolean {
  return retryable || code === 'room_full'
}
