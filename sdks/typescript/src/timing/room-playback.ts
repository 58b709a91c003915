import { noteOn } from '@tutti/core'
import type { ServerClock } from '../realtime/connection-types.ts'
import type { HeardNotes, NotesOff, RoomSession } from '../realtime/room-types.ts'
import { type LocalClock, systemClock, systemTimers, type Timers } from '../runtime.ts'
import { HandOver } from './hand-over.ts'
import { playTime } from './play-time.ts'
import type { LineKnown } from './sender-delay.ts'
import { RoomDelays } from './room-delays.ts'
import type { RoomTransport } from './transport.ts'

/** Something to be sounded. */
export type PlayedEvent =
  | {
      readonly type: 'midi'
      /** Who plays: the number of a participant. */
      readonly participant: number
      /** One MIDI 1.0 channel message. */
      readonly bytes: Uint8Array
    }
  /** All that this participant holds on these channels ends, pedals too. */
  | { readonly type: 'silence'; readonly participant: number; readonly channels: readonly number[] }

export interface RoomPlaybackOptions {
  readonly room: RoomSession
  /** `connection.clock` */
  readonly clock: ServerClock
  /**
   * Sounds an event at this `performance.now()`; at most 250 ms ahead, never in the past, and for each participant in
   * order of time.
   */
  readonly schedule: (atMs: number, event: PlayedEvent) => void
  /** The clock that `atMs` is on; `performance.now()` unless said otherwise. */
  readonly localClock?: Pick<LocalClock, 'monotonicMs'> | undefined
  readonly timers?: Timers | undefined
}

/** How the notes of one participant come. */
export interface Travel {
  /** From their key to here, typically. */
  readonly medianMs: number
  /** From their key to when it is heard here. */
  readonly delayMs: number
  /** Note-ons that were heard in all … */
  readonly notes: number
  /** … of which these came late and were played at once, up to 60 ms after they were due … */
  readonly late: number
  /** … and these came later than that and were left out. */
  readonly lost: number
}

interface Sender {
  lastMs: number
  notes: number
  late: number
  lost: number
}

/** A clock that is set wrong must not let notes wait: further ahead than this nobody plays. */
const mostAheadMs = 2_000
/** Waiting notes are let go when everything is to be heard so much sooner from now on. */
const cutMs = 250
const allChannels: readonly number[] = Array.from({ length: 16 }, (_, channel) => channel)

/**
 * Plays the others of a room in time: each event as much later than it was played as the room's mode says. In `live`
 * rooms that is, for each player, the least that loses less than 1 % of their notes. Close it when leaving the room.
 */
export class RoomPlayback implements Disposable {
  readonly #options: RoomPlaybackOptions
  readonly #localClock: Pick<LocalClock, 'monotonicMs'>
  readonly #delays: RoomDelays
  readonly #output: HandOver<PlayedEvent>
  readonly #senders = new Map<number, Sender>()
  readonly #stops: readonly (() => void)[]
  #transport: RoomTransport

  constructor(options: RoomPlaybackOptions) {
    const { room, schedule, localClock = systemClock, timers = systemTimers } = options
    this.#options = options
    this.#localClock = localClock
    this.#transport = room.transport
    this.#delays = new RoomDelays((player) => this.#lineOf(player))
    this.#output = new HandOver({ clock: localClock, timers, schedule })
    this.#stops = [
      room.on('notes', (notes) => this.#hear(notes)),
      room.on('notesOff', (notesOff) => this.#silence(notesOff)),
      room.on('left', ({ participant: { number } }) => this.#forget(number)),
      room.on('transport', (transport) => this.#follow(transport)),
      room.on('rejoined', () => this.#follow(room.transport)),
    ]
  }

  /** What our own notes wait before we hear them: in an aligned room as long as everybody's, else 0. */
  get ownDelayMs(): number {
    return this.#transport.mode === 'aligned' ? this.#delays.alignedMs(this.#transport) : 0
  }

  /** Plays one MIDI channel message into the room, and here when it is our turn to hear it. @throws TuttiError `illegal_midi` */
  play(bytes: Uint8Array): void {
    const { room } = this.#options
    room.play(bytes)
    const atMs = this.#nowMs() + this.ownDelayMs
    this.#output.add(room.me.number, atMs, { type: 'midi', participant: room.me.number, bytes: bytes.slice() })
  }

  /** How a participant's notes come; undefined before the first. */
  travelOf(participant: number): Travel | undefined {
    const medianMs = this.#delays.travelOf(participant)
    const sender = this.#senders.get(participant)
    if (!sender || medianMs === undefined) return undefined
    const { notes, late, lost } = sender
    return { medianMs, delayMs: this.#delays.delayOf(participant, this.#transport), notes, late, lost }
  }

  /** Hears no more; what was not handed over is let go, and everybody else ends now. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#cutAll()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #hear({ participant, events }: HeardNotes): void {
    const { clock } = this.#options
    const nowMs = this.#nowMs()
    const firstMs = events[0]?.atMs ?? 0
    const travelMs = nowMs - clock.toLocal(firstMs)
    // Before the clock is measured only the distances within a message can be trusted.
    const shiftMs = clock.synchronised ? 0 : travelMs
    if (clock.synchronised) this.#delays.heard(participant, travelMs, nowMs)
    const sender = this.#senderOf(participant)
    const delayMs = this.#delays.delayOf(participant, this.#transport) + shiftMs
    for (const { atMs, bytes } of events) {
      const playedMs = Math.min(clock.toLocal(atMs), nowMs + mostAheadMs)
      this.#play(sender, { type: 'midi', participant, bytes }, playedMs + delayMs)
    }
  }

  #play(sender: Sender, event: PlayedEvent & { type: 'midi' }, dueMs: number): void {
    const nowMs = this.#nowMs()
    const isOn = isNoteOn(event.bytes)
    const atMs = playTime({ dueMs, nowMs, isNoteOn: isOn })
    if (isOn) {
      sender.notes += 1
      if (atMs === undefined) sender.lost += 1
      else if (atMs > dueMs) sender.late += 1
    }
    if (atMs === undefined) return
    sender.lastMs = Math.max(sender.lastMs, atMs)
    this.#output.add(event.participant, sender.lastMs, event)
  }

  /** Who left or fell silent is heard to the end; who was silenced is not. */
  #silence({ participant, channels, cause }: NotesOff): void {
    if (cause === 'muted' || cause === 'kicked') return this.#cut(participant)
    const sender = this.#senderOf(participant)
    sender.lastMs = Math.max(sender.lastMs, this.#nowMs())
    this.#output.add(participant, sender.lastMs, { type: 'silence', participant, channels })
  }

  /** Ends a participant now. On all channels: offs may be among what is let go. */
  #cut(participant: number): void {
    const nowMs = this.#nowMs()
    this.#output.takeBack(participant)
    const sender = this.#senders.get(participant)
    if (sender) sender.lastMs = nowMs
    this.#output.add(participant, nowMs, { type: 'silence', participant, channels: allChannels })
  }

  #forget(participant: number): void {
    this.#delays.forget(participant)
    this.#senders.delete(participant)
  }

  #follow(transport: RoomTransport): void {
    const before = this.#transport
    const shortenedMs = [...this.#senders.keys()].map(
      (player) => this.#delays.delayOf(player, before) - this.#delays.delayOf(player, transport),
    )
    this.#transport = transport
    if (Math.max(0, ...shortenedMs) > cutMs) this.#cutAll()
  }

  #cutAll(): void {
    // Whoever has left may still be heard to the end.
    const owners = this.#output.takeBack()
    for (const participant of new Set([...owners, ...this.#senders.keys()])) this.#cut(participant)
  }

  #lineOf(player: number): LineKnown {
    const { room, clock } = this.#options
    const theirMs = room.participants.find(({ number }) => number === player)?.rttMs ?? 0
    return { jitterMs: clock.jitterMs, travelMs: theirMs > 0 ? (theirMs + clock.rttMs) / 2 : undefined }
  }

  #senderOf(participant: number): Sender {
    const known = this.#senders.get(participant)
    if (known) return known
    const sender = { lastMs: Number.NEGATIVE_INFINITY, notes: 0, late: 0, lost: 0 }
    this.#senders.set(participant, sender)
    return sender
  }

  #nowMs(): number {
    return this.#localClock.monotonicMs()
  }
}

function isNoteOn(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0xf0) === noteOn && (bytes[2] ?? 0) > 0
}
