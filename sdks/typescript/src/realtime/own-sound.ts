import type { ChannelSound } from './room-types.ts'

const pedals: readonly number[] = [64, 66, 67]
const isDown = (value: number): boolean => value >= 64

/** Keys and pedals that we hold, whether the others could hear of it or not. */
export class OwnSound {
  /** channel × 128 + key */
  readonly #keys = new Set<number>()
  /** channel × 128 + controller */
  readonly #pedals = new Map<number, number>()

  get isHolding(): boolean {
    return this.#keys.size > 0
  }

  /** One MIDI 1.0 channel message of ours. */
  follow(bytes: Uint8Array): void {
    const [status = 0, first = 0, second = 0] = bytes
    const at = (status & 0x0f) * 128 + first
    const kind = status & 0xf0
    if (kind === 0x90 && second > 0) this.#keys.add(at)
    else if (kind === 0x80 || kind === 0x90) this.#keys.delete(at)
    else if (kind === 0xb0 && pedals.includes(first)) this.#pedals.set(at, second)
  }

  /** What must be played so that nothing of ours sounds on that we do not hold. `heard`: what sounds for the others. */
  corrections(heard: readonly ChannelSound[]): readonly Uint8Array[] {
    return heard.flatMap(({ channel, held, controllers }) => {
      const lifted = held.filter(({ key }) => !this.#keys.has(channel * 128 + key))
      const moved = controllers.flatMap(({ number, value }) => {
        const own = this.#pedals.get(channel * 128 + number) ?? 0
        return pedals.includes(number) && isDown(own) !== isDown(value) ? [{ number, own }] : []
      })
      return [
        ...lifted.map(({ key }) => Uint8Array.of(0x80 | channel, key, 64)),
        ...moved.map(({ number, own }) => Uint8Array.of(0xb0 | channel, number, own)),
      ]
    })
  }
}
