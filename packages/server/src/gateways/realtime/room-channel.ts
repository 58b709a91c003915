import type { ChatMessage, LiveRoom, Participant } from '@tutti/core'
import type { OutgoingMember, OutgoingMidi } from '@tutti/protocol/realtime'
import { EncodedMessage } from './encoded-message.ts'
import { NoteBatch } from './note-batch.ts'
import type { Outbox } from './outbox.ts'
import { presentMessage } from './present.ts'
import type { Seat } from './seat.ts'
import type { Turn } from './turn.ts'

/** Hears what everybody in a room hears, as it happens: no await, no I/O. */
export interface RoomTap {
  /** `midi` is somebody else's again when this returns. */
  notes(midi: OutgoingMidi): void
  told(member: OutgoingMember): void
}

/** The connections in one room, and what they are told. */
export class RoomChannel {
  readonly live: LiveRoom
  /** The newest chat message that was told here. */
  lastRoomSeq = 0
  /** How often chat messages that were told before have changed. */
  chatChanges = 0
  tap: RoomTap | undefined
  readonly #turn: Turn
  readonly #seats: Seat[] = []
  readonly #batch = new NoteBatch()
  #jsonSeats = 0

  constructor(live: LiveRoom, turn: Turn) {
    this.live = live
    this.#turn = turn
  }

  get seats(): readonly Seat[] {
    return this.#seats
  }

  take(participant: Participant, outbox: Outbox, historySeq: number): Seat {
    this.endTurn()
    const seat: Seat = { channel: this, outbox, participant, historySeq }
    this.#seats.push(seat)
    if (outbox.wire === 'json') this.#jsonSeats += 1
    return seat
  }

  free(seat: Seat): void {
    this.endTurn()
    const index = this.#seats.indexOf(seat)
    if (index === -1) return
    this.#seats.splice(index, 1)
    if (seat.outbox.wire === 'json') this.#jsonSeats -= 1
  }

  /** Notes for everybody but the participant who plays them; they leave when the turn ends. */
  play(midi: OutgoingMidi): void {
    this.tap?.notes(midi)
    if (this.#batch.isEmpty) this.#turn.flushes(this)
    this.#batch.add(midi, { json: this.#jsonSeats > 0 })
  }

  /** A reliable message for everybody but `except`. It never overtakes a note that came before it. */
  tell(member: OutgoingMember, except?: Seat): void {
    this.endTurn()
    this.tap?.told(member)
    const message = new EncodedMessage(member)
    for (const seat of this.#seats) if (seat !== except) seat.outbox.tell(message)
  }

  /** A perishable message for everybody who keeps up; it may be lost. */
  hint(message: EncodedMessage): void {
    this.endTurn()
    for (const { outbox } of this.#seats) if (outbox.takesPerishables()) outbox.hint(message)
  }

  /** A chat message for everybody but its sender's connection and those who got it with the history. */
  tellChat(chat: ChatMessage, sender: Seat): void {
    this.endTurn()
    this.lastRoomSeq = Math.max(this.lastRoomSeq, chat.roomSeq)
    const message = new EncodedMessage({ case: 'chatMessage', value: presentMessage(chat) })
    for (const seat of this.#seats) {
      if (seat !== sender && seat.historySeq < chat.roomSeq) seat.outbox.tell(message)
    }
  }

  /** Chat messages are others from now on. */
  tellChange(value: Extract<OutgoingMember, { case: 'chatChange' }>['value']): void {
    this.chatChanges += 1
    this.tell({ case: 'chatChange', value })
  }

  endTurn(): void {
    if (this.#batch.isEmpty) return
    try {
      for (const seat of this.#seats) this.#batch.deliverTo(seat)
    } finally {
      this.#batch.clear()
    }
  }
}
