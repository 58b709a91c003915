import { ChannelState } from './channel-state.ts'
import {
  controlChange,
  deltaLength,
  deltasPerMs,
  messageLength,
  noteOff,
  noteOn,
  pitchBend,
  programChange,
  readDelta,
  writeDelta,
} from './midi-events.ts'

/** Nothing of a message was left to tell. */
export const silence = new Uint8Array(0)

/**
 * What a participant holds, channel by channel: so that nothing hangs when it goes, and a late joiner sounds right.
 * Runs on every key press: it allocates only when something must be dropped.
 */
export class Keyboard {
  /** Note-ons that have sounded so far. */
  noteOns = 0
  readonly #channels: (ChannelState | undefined)[] = new Array<ChannelState | undefined>(16).fill(undefined)

  /**
   * Applies a packed message that `countNoteOns` accepted. The first `noteOnsGranted` note-ons sound, further ones are
   * dropped, and so is the off of a key that is not down: listeners never get the off of a dropped on.
   * Returns `midi` itself when all of it stands, else the events that are left, their deltas summed up.
   */
  apply(midi: Uint8Array, timestampMs: number, noteOnsGranted: number): Uint8Array {
    let kept: Uint8Array | undefined
    let keptLength = 0
    let carriedDelta = 0
    let elapsed = 0
    let granted = noteOnsGranted
    let at = 0
    while (at < midi.length) {
      const start = at
      const delta = readDelta(midi, at)
      elapsed += delta
      at += deltaLength(midi, at)
      const statusAt = at
      at += messageLength(midi[at] ?? 0)
      const isNoteOn = ((midi[statusAt] ?? 0) & 0xf0) === noteOn && (midi[statusAt + 2] ?? 0) > 0
      const sounds =
        isNoteOn && granted-- <= 0 ? false : this.#play(midi, statusAt, timestampMs + elapsed / deltasPerMs)
      if (sounds && !kept) continue
      if (!kept) {
        // Merged deltas are never longer than the ones they replace, so the rest fits.
        kept = midi.slice()
        keptLength = start
      }
      if (!sounds) {
        carriedDelta += delta
        continue
      }
      keptLength = writeDelta(kept, keptLength, carriedDelta + delta)
      kept.set(midi.subarray(statusAt, at), keptLength)
      keptLength += at - statusAt
      carriedDelta = 0
    }
    if (!kept) return midi
    return keptLength === 0 ? silence : kept.subarray(0, keptLength)
  }

  /** Channels on which something could sound on. Empty when nobody would hear a difference. */
  ringingChannels(): number[] {
    const ringing: number[] = []
    this.#channels.forEach((state, channel) => {
      if (state?.rings) ringing.push(channel)
    })
    return ringing
  }

  /** Lifts every key and pedal. Programs, volume and pan stay. */
  releaseAll(): void {
    for (const state of this.#channels) {
      state?.releaseAll()
      state?.control(121, 0)
    }
  }

  /** The channels that were ever used, with their state. */
  *channels(): Generator<readonly [channel: number, state: ChannelState]> {
    for (const [channel, state] of this.#channels.entries()) if (state) yield [channel, state]
  }

  /** False when the event changes nothing that anybody could hear: the off of a key that is up. */
  #play(midi: Uint8Array, at: number, atMs: number): boolean {
    const status = midi[at] ?? 0
    const first = midi[at + 1] ?? 0
    const second = midi[at + 2] ?? 0
    const state = this.#channel(status & 0x0f)
    switch (status & 0xf0) {
      case noteOff:
        return state.release(first)
      case noteOn:
        if (second === 0) return state.release(first)
        state.press(first, second, atMs)
        this.noteOns += 1
        return true
      case controlChange:
        state.control(first, second)
        return true
      case programChange:
        state.program = first
        return true
      case pitchBend:
        state.bend = first | (second << 7)
        return true
      default:
        return true
    }
  }

  #channel(channel: number): ChannelState {
    return (this.#channels[channel] ??= new ChannelState())
  }
}
