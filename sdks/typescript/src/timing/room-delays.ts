import { intervalLengthMs, type Transport } from '@tutti/core'
import { GentleDelay } from './gentle-delay.ts'
import { type LineKnown, SenderDelay } from './sender-delay.ts'

/** How much later than they were played the others' notes are heard, by the mode of the room. */
export class RoomDelays {
  readonly #senders = new Map<number, SenderDelay>()
  readonly #slowest = new GentleDelay()
  readonly #lineOf: (player: number) => LineKnown

  constructor(lineOf: (player: number) => LineKnown) {
    this.#lineOf = lineOf
  }

  /** A message of this player took `travelMs` from their key to here. */
  heard(player: number, travelMs: number, nowMs: number): void {
    const sender = this.#senderOf(player)
    sender.heard(travelMs, nowMs)
    let neededMs = 0
    for (const { delayMs } of this.#senders.values()) neededMs = Math.max(neededMs, delayMs)
    this.#slowest.need(neededMs, nowMs)
  }

  delayOf(player: number, transport: Transport): number {
    if (transport.mode === 'aligned') return this.alignedMs(transport)
    const neededMs = this.#senderOf(player).delayMs
    if (transport.mode === 'live') return neededMs
    const intervalMs = intervalLengthMs(transport)
    return Math.ceil(neededMs / intervalMs) * intervalMs
  }

  /** Of everybody in an aligned room. */
  alignedMs({ delayMs }: Transport): number {
    return delayMs > 0 ? delayMs : this.#slowest.ms
  }

  travelOf(player: number): number | undefined {
    return this.#senders.get(player)?.medianTravelMs
  }

  forget(player: number): void {
    this.#senders.delete(player)
  }

  #senderOf(player: number): SenderDelay {
    const known = this.#senders.get(player)
    if (known) return known
    const sender = new SenderDelay(this.#lineOf(player))
    this.#senders.set(player, sender)
    return sender
  }
}
