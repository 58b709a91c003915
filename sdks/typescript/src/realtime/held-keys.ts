import { noteOff, noteOn } from '@tutti/core'

/** Which keys we hold down in the room, so that the server goes on hearing of us while we do. */
export class HeldKeys {
  readonly #held = new Set<number>()

  get isEmpty(): boolean {
    return this.#held.size === 0
  }

  /** One MIDI 1.0 channel message that we played. */
  follow(bytes: Uint8Array): void {
    const [status = 0, key = 0, velocity = 0] = bytes
    const kind = status & 0xf0
    if (kind !== noteOn && kind !== noteOff) return
    const name = ((status & 0x0f) << 7) | key
    if (kind === noteOn && velocity > 0) this.#held.add(name)
    else this.#held.delete(name)
  }

  clear(): void {
    this.#held.clear()
  }
}
