import type { ChannelSound, HeardNotes, RoomSession, ServerClock } from '@tutti/client'
import { controlChange, isNoteOn, kinds } from '../midi/channel-message.ts'
import type { Stage } from '../stage/stage.ts'
import { playTime } from './schedule-notes.ts'
import { SenderDelay } from './sender-delay.ts'

interface RoomEarsParts {
  readonly room: RoomSession
  readonly clock: Pick<ServerClock, 'toLocal' | 'synchronised'>
  readonly stage: Pick<Stage, 'hear' | 'hush'>
  readonly nowMs: () => number
}

/** A held string has faded to this part of its strength after so long. */
const fadingMs = 4000
const faintest = 10

/** Hears the others of a room: each of their notes at its own time, and what already sounds on coming in. */
export class RoomEars {
  readonly #parts: RoomEarsParts
  readonly #senders = new Map<number, SenderDelay>()
  readonly #stops: readonly (() => void)[]

  constructor(parts: RoomEarsParts) {
    this.#parts = parts
    const { room, stage } = parts
    this.#stops = [
      room.on('notes', (notes) => this.#hear(notes)),
      room.on('notesOff', ({ participant }) => stage.hush(participant)),
      room.on('joined', ({ number, channels }) => this.#resound(number, channels)),
      room.on('left', ({ participant }) => {
        stage.hush(participant.number)
        this.#senders.delete(participant.number)
      }),
      room.on('rejoined', () => this.#begin()),
    ]
    this.#begin()
  }

  /** How long one player's notes travel to here, and how long they are held back; undefined before the first. */
  travelOf(player: number): { readonly medianMs: number; readonly delayMs: number } | undefined {
    const sender = this.#senders.get(player)
    const medianMs = sender?.medianTravelMs
    return sender && medianMs !== undefined ? { medianMs, delayMs: sender.delayMs } : undefined
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#hushAll()
  }

  #begin(): void {
    this.#hushAll()
    for (const [player, channels] of this.#parts.room.initialChannels) {
      if (player !== this.#parts.room.me.number) this.#resound(player, channels)
    }
  }

  #hushAll(): void {
    const { room, stage } = this.#parts
    for (const { number } of room.participants) if (number !== room.me.number) stage.hush(number)
  }

  #hear({ participant, events }: HeardNotes): void {
    const { clock, stage } = this.#parts
    const nowMs = this.#parts.nowMs()
    const sender = this.#senderOf(participant)
    const firstMs = events[0]?.atMs ?? 0
    // Before the clock is measured only the distances within a message can be trusted.
    const shiftMs = clock.synchronised ? 0 : nowMs - clock.toLocal(firstMs)
    if (clock.synchronised) sender.heard(nowMs - clock.toLocal(firstMs))
    for (const { atMs, bytes } of events) {
      const dueMs = clock.toLocal(atMs) + shiftMs + sender.delayMs
      const playMs = playTime({ dueMs, nowMs, isNoteOn: isNoteOn(bytes) })
      if (playMs !== undefined) stage.hear(participant, bytes, playMs)
    }
  }

  #senderOf(player: number): SenderDelay {
    const known = this.#senders.get(player)
    if (known) return known
    const sender = new SenderDelay()
    this.#senders.set(player, sender)
    return sender
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
