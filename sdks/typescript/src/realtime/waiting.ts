import { TuttiError } from '../tutti-error.ts'
import type { JoinRoomAsk } from './connection-types.ts'
import type { RoomSession } from './room-types.ts'

/** Our place among those who wait for a full room. */
export interface QueuePlace {
  readonly roomId: string
  /** From 1. */
  readonly position: number
  /** How many wait. */
  readonly length: number
}

interface Present {
  readonly ask: JoinRoomAsk
  readonly resolve: (room: RoomSession) => void
  readonly reject: (error: TuttiError) => void
}

/** A join that waits for a place, through every reconnect. */
export class Waiting {
  readonly #onChange: (place: QueuePlace | null) => void
  #present: Present | null = null
  #place: QueuePlace | null = null

  constructor(onChange: (place: QueuePlace | null) => void) {
    this.#onChange = onChange
  }

  /** What to ask again after the connection was lost. */
  get ask(): JoinRoomAsk | null {
    return this.#present?.ask ?? null
  }

  get place(): QueuePlace | null {
    return this.#place
  }

  /** Resolves with the room once we are let in. @throws TuttiError why we wait no longer. */
  wait(ask: JoinRoomAsk, place: QueuePlace): Promise<RoomSession> {
    this.end(queueLeft())
    return new Promise((resolve, reject) => {
      this.#present = { ask, resolve, reject }
      this.move(place)
    })
  }

  move(place: QueuePlace): void {
    if (this.#present?.ask.roomId !== place.roomId) return
    this.#place = place
    this.#onChange(place)
  }

  entered(room: RoomSession): void {
    const present = this.#present
    if (present?.ask.roomId !== room.room.roomId) return
    this.#forget()
    present.resolve(room)
  }

  end(error: TuttiError): void {
    const present = this.#present
    if (!present) return
    this.#forget()
    present.reject(error)
  }

  #forget(): void {
    this.#present = null
    this.#place = null
    this.#onChange(null)
  }
}

export function queueLeft(): TuttiError {
  return new TuttiError({ code: 'queue_left', message: 'You are not waiting for this room any more.' })
}
