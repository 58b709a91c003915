import type { OutgoingMember, UserCommand } from '@tutti/protocol/realtime'
import type { Cancel, Runtime } from '../runtime.ts'

/** 0 to 1 from left to right and from top to bottom of the place where the keyboard is drawn. */
export interface CursorPlace {
  readonly x: number
  readonly y: number
}

export interface AvatarPosition {
  readonly x: number
  readonly y: number
  readonly z: number
}

interface Parts {
  readonly runtime: Pick<Runtime, 'timers' | 'clock'>
  /** Nothing is sent while there is no connection. */
  readonly send: (member: OutgoingMember) => void
  readonly onCursors: (cursors: ReadonlyMap<number, CursorPlace>) => void
  readonly onTyping: (typing: readonly number[]) => void
  readonly onAvatar: (participant: number, position: AvatarPosition) => void
}

/** What the server relays, with room to spare. */
const betweenCursorsMs = 60
const betweenTypingMs = 2_000
/** As long as somebody is taken to be typing after the last sign of it. */
const typingLastsMs = 5_000

type Command = NonNullable<Extract<OutgoingMember, { case: 'userCommand' }>['value']['command']>

/** Cursors, typing and avatars: ours in measure, theirs as long as they are true. */
export class RoomSignals {
  cursors: ReadonlyMap<number, CursorPlace> = new Map()
  readonly #parts: Parts
  readonly #typing = new Map<number, Cancel>()
  #place: CursorPlace | null = null
  #pointedAtMs = Number.NEGATIVE_INFINITY
  #nextPoint: Cancel | undefined
  #typedAtMs = Number.NEGATIVE_INFINITY

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Participants, by number. */
  get typing(): readonly number[] {
    return [...this.#typing.keys()]
  }

  /** The newest place is sent, at once or soon. */
  pointAt(place: CursorPlace | null): void {
    if (place === null && this.#place === null) return
    this.#place = place
    if (this.#nextPoint) return
    const waitMs = this.#pointedAtMs + betweenCursorsMs - this.#nowMs
    if (waitMs <= 0) return this.#point()
    this.#nextPoint = this.#parts.runtime.timers.after(waitMs, () => this.#point())
  }

  setTyping(isTyping: boolean): void {
    const sinceMs = this.#nowMs - this.#typedAtMs
    if (isTyping && sinceMs < betweenTypingMs) return
    if (!isTyping && sinceMs >= typingLastsMs) return
    this.#typedAtMs = isTyping ? this.#nowMs : Number.NEGATIVE_INFINITY
    this.#send({ case: 'typing', value: isTyping })
  }

  moveAvatar(value: AvatarPosition): void {
    this.#send({ case: 'avatar', value })
  }

  hear({ command, participant }: UserCommand): void {
    if (command.case === 'cursor') {
      const { x, y, gone } = command.value
      this.#showCursor(participant, gone ? null : { x, y })
    }
    if (command.case === 'typing') this.#showTyping(participant, command.value)
    if (command.case === 'avatar') {
      const { x, y, z } = command.value
      this.#parts.onAvatar(participant, { x, y, z })
    }
  }

  /** It said what it was typing. */
  said(participant: number): void {
    this.#showTyping(participant, false)
  }

  gone(participant: number): void {
    this.#showTyping(participant, false)
    this.#showCursor(participant, null)
  }

  /** The connection is lost, or the room is left: nothing of it is true any more. */
  clear(): void {
    this.#nextPoint?.()
    this.#nextPoint = undefined
    for (const participant of this.typing) this.gone(participant)
    for (const participant of this.cursors.keys()) this.gone(participant)
  }

  get #nowMs(): number {
    return this.#parts.runtime.clock.monotonicMs()
  }

  #point(): void {
    this.#nextPoint = undefined
    this.#pointedAtMs = this.#nowMs
    this.#send({ case: 'cursor', value: this.#place ?? { gone: true } })
  }

  #send(command: Command): void {
    this.#parts.send({ case: 'userCommand', value: { command } })
  }

  #showCursor(participant: number, place: CursorPlace | null): void {
    if (place === null && !this.cursors.has(participant)) return
    const cursors = new Map(this.cursors)
    if (place) cursors.set(participant, place)
    else cursors.delete(participant)
    this.cursors = cursors
    this.#parts.onCursors(cursors)
  }

  #showTyping(participant: number, isTyping: boolean): void {
    const cancel = this.#typing.get(participant)
    cancel?.()
    this.#typing.delete(participant)
    if (isTyping) {
      const end = this.#parts.runtime.timers.after(typingLastsMs, () => this.#showTyping(participant, false))
      this.#typing.set(participant, end)
    }
    if (isTyping !== (cancel !== undefined)) this.#parts.onTyping(this.typing)
  }
}
