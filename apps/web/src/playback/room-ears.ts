import { type ChannelSound, RoomPlayback, type RoomSession, type ServerClock, type Timers } from '@tutti/client'
import { controlChange, kinds } from '../midi/channel-message.ts'
import type { Stage } from '../stage/stage.ts'

interface RoomEarsParts {
  readonly room: RoomSession
  readonly clock: ServerClock
  readonly stage: Pick<Stage, 'hear' | 'hush'>
  readonly nowMs: () => number
  readonly timers?: Timers | undefined
}

/** A held string has faded to this part of its strength after so long. */
const fadingMs = 4000
const faintest = 10

/** Hears the others of a room: each of their notes in time, and what already sounds on coming in. */
export class RoomEars {
  readonly #parts: RoomEarsParts
  readonly #playback: RoomPlayback
  readonly #stops: readonly (() => void)[]

  constructor(parts: RoomEarsParts) {
    this.#parts = parts
    const { room, clock, stage, nowMs, timers } = parts
    this.#playback = new RoomPlayback({
      room,
      clock,
      timers,
      localClock: { monotonicMs: nowMs },
      schedule: (atMs, event) => {
        if (event.type === 'midi') stage.hear(event.participant, event.bytes, atMs)
        else stage.hush(event.participant, atMs)
      },
    })
    this.#stops = [
      room.on('joined', ({ number, channels }) => this.#resound(number, channels)),
      room.on('rejoined', () => this.#begin()),
      room.on('sound', (channels) => this.#soundAgain(channels)),
    ]
    this.#begin()
  }

  /** What our own keys wait before they sound: in an aligned room as long as everybody's, else 0. */
  get ownDelayMs(): number {
    return this.#playback.ownDelayMs
  }

  /** How long one player's notes travel to here, and how long they are held back; undefined before the first. */
  travelOf(player: number): { readonly medianMs: number; readonly delayMs: number } | undefined {
    return this.#playback.travelOf(player)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#playback.close()
    this.#hushAll()
  }

  #begin(): void {
    this.#soundAgain(this.#parts.room.initialChannels)
  }

  #soundAgain(channels: ReadonlyMap<number, readonly ChannelSound[]>): void {
    this.#hushAll()
    for (const [player, sound] of channels) {
      if (player !== this.#parts.room.me.number) this.#resound(player, sound)
    }
  }

  #hushAll(): void {
    const { room, stage } = this.#parts
    for (const { number } of room.participants) if (number !== room.me.number) stage.hush(number)
  }

  /** Controllers first, then the held strings, as faint as they have become. */
  #resound(player: number, channels: readonly ChannelSound[]): void {
    const { clock, stage } = this.#parts
    const nowMs = this.#parts.nowMs()
    for (const { channel, controllers, held } of channels) {
      for (const { number, value } of controllers) stage.hear(player, controlChange(channel, number, value), nowMs)
      for (const { key, velocity, startedAtMs } of held) {
        const ageMs = Math.max(0, nowMs - clock.toLocal(startedAtMs))
        const left = Math.round(velocity * Math.exp(-ageMs / fadingMs))
        if (left >= faintest) stage.hear(player, Uint8Array.of(kinds.noteOn | channel, key, left), nowMs)
      }
    }
  }
}
