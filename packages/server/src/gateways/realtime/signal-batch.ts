import { EncodedMessage } from './encoded-message.ts'
import type { RoomChannel } from './room-channel.ts'
import type { Seat } from './seat.ts'
import type { Signal } from './signals.ts'
import type { Turn, TurnEnd } from './turn.ts'

/** The signals of one room in one turn: the newest of each kind and player, one write for each member that keeps up. */
export class SignalBatch implements TurnEnd {
  readonly #channel: RoomChannel
  readonly #turn: Turn
  #newest = new Map<Seat, Map<Signal['case'], Signal>>()

  constructor(channel: RoomChannel, turn: Turn) {
    this.#channel = channel
    this.#turn = turn
  }

  add(seat: Seat, signal: Signal): void {
    if (this.#newest.size === 0) this.#turn.flushes(this)
    const own = this.#newest.get(seat) ?? new Map<Signal['case'], Signal>()
    this.#newest.set(seat, own.set(signal.case, signal))
  }

  endTurn(): void {
    const newest = this.#newest
    this.#newest = new Map()
    const { seats } = this.#channel
    const messages = seats.flatMap((seat) => {
      const own = [...(newest.get(seat)?.values() ?? [])]
      return own.map((signal) => ({ seat, message: encode(seat, signal) }))
    })
    const everything = Buffer.concat(messages.map(({ message }) => message.frame('proto', 0)))
    for (const { outbox } of seats.filter((seat) => seat.outbox.wire === 'proto' && !newest.has(seat))) {
      if (everything.length > 0 && outbox.takesPerishables()) outbox.writeLast(everything)
    }
    for (const seat of seats.filter(({ outbox }) => outbox.wire === 'json')) deliver(seat, messages)
    for (const seat of newest.keys()) if (seat.outbox.wire === 'proto' && seats.includes(seat)) deliver(seat, messages)
  }
}

interface Shown {
  readonly seat: Seat
  readonly message: EncodedMessage
}

function deliver(seat: Seat, messages: readonly Shown[]): void {
  if (!seat.outbox.takesPerishables()) return
  for (const { seat: shower, message } of messages) if (shower !== seat) seat.outbox.hint(message)
}

function encode({ participant }: Seat, command: Signal): EncodedMessage {
  return new EncodedMessage({ case: 'userCommand', value: { command, participant: participant.number } })
}
