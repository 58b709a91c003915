import {
  channelOf,
  controlChange,
  isNoteOff,
  isNoteOn,
  kindOf,
  kinds,
  noteOff,
  pedalControllers,
} from './channel-message.ts'

/** Follows a stream of messages, and knows what it takes to leave silence behind. */
export class HeldNotes {
  readonly #keys = new Map<string, Uint8Array>()
  readonly #pedals = new Map<string, Uint8Array>()
  readonly #bends = new Map<number, Uint8Array>()

  holds(channel: number, key: number): boolean {
    return this.#keys.has(`${channel}/${key}`)
  }

  follow(bytes: Uint8Array): void {
    const channel = channelOf(bytes)
    const [, first = 0, second = 0] = bytes
    const name = `${channel}/${first}`
    if (isNoteOn(bytes)) this.#keys.set(name, noteOff(channel, first))
    if (isNoteOff(bytes)) this.#keys.delete(name)
    if (kindOf(bytes) === kinds.control && pedalControllers.includes(first)) {
      if (second > 0) this.#pedals.set(name, controlChange(channel, first, 0))
      else this.#pedals.delete(name)
    }
    if (kindOf(bytes) === kinds.bend) {
      if (first === 0 && second === 64) this.#bends.delete(channel)
      else this.#bends.set(channel, Uint8Array.of(kinds.bend | channel, 0, 64))
    }
  }

  /** The messages that end everything; afterwards nothing is held. */
  release(): Uint8Array[] {
    const messages = [...this.#keys.values(), ...this.#pedals.values(), ...this.#bends.values()]
    this.#keys.clear()
    this.#pedals.clear()
    this.#bends.clear()
    return messages
  }
}
