import {
  endsOf,
  packAt,
  PieceSlicer,
  Refusal,
  votersOf,
  type LiveRoom,
  type PackedPiece,
  type PieceNumber,
  type PlayedMessage,
  type QueuedPiece,
  type User,
} from '@tutti/core'
import { LeaveCause, NotesOffCause } from '@tutti/protocol/realtime'
import type { RoomChannel } from '../room-channel.ts'
import { presentPlayer, presentSharedParticipant } from './present-player.ts'

/** Notes leave this long before they are due, in slices of no less than 15 ms. */
const lookAheadMs = 45
const leadMs = 30
const shortestSleepMs = 5
const longestSleepMs = 500
/** The program stood still for longer: the music goes on where it was, not where it would be. */
const mostLateMs = 250
const breathMs = 1_000

export interface BoothParts {
  readonly now: () => number
  /** Calls back once; the result cancels. */
  readonly setTimer: (callback: () => void, delayMs: number) => () => void
}

/** Plays what the shared player of one room has in its queue, through the same path as everybody's notes. */
export class PlayerBooth implements Disposable {
  readonly #channel: RoomChannel
  readonly #parts: BoothParts
  #slicer: PieceSlicer
  #sequence = 0
  /** The time of the last event that was sent: what ends it must not come before it. */
  #sentMs = 0
  #cancelTimer = (): void => undefined

  constructor(channel: RoomChannel, parts: BoothParts) {
    this.#channel = channel
    this.#parts = parts
    this.#slicer = new PieceSlicer(parts.now())
  }

  /** @throws Refusal `player_queue_full`. */
  add(piece: PackedPiece, by: User): QueuedPiece {
    const { player } = this.#live
    const queued = player.add(piece, by, this.#parts.now())
    if (player.current === queued) this.#begin()
    else this.#tell()
    return queued
  }

  /** @throws Refusal `nothing_plays`. */
  play(): void {
    const { player } = this.#live
    if (player.isPlaying) return
    this.#interrupt(() => player.play(this.#parts.now()))
  }

  /** @throws Refusal `nothing_plays`. */
  pause(): void {
    this.#interrupt(() => this.#live.player.pause(this.#parts.now()))
  }

  /** @throws Refusal `nothing_plays`. */
  seek(positionMs: number): void {
    this.#interrupt(() => this.#live.player.seek(positionMs, this.#parts.now()))
  }

  /** @throws Refusal `nothing_plays`. */
  skip(): void {
    this.#interrupt(() => this.#live.player.skip(this.#parts.now()))
  }

  /** @throws Refusal `piece_not_found`. */
  remove(number: PieceNumber): void {
    const { player } = this.#live
    if (player.getPiece(number) === player.current) return this.skip()
    player.remove(number, this.#parts.now())
    this.#tell()
  }

  /** @throws Refusal `nothing_plays`. */
  vote(voter: User, wants: boolean): void {
    const { player } = this.#live
    if (player.vote(voter.id, wants, votersOf(this.#live))) this.skip()
    else this.#tell()
  }

  /** Somebody is gone: with the last one the music ends, and votes count anew. */
  left(): void {
    const { player } = this.#live
    if (player.current === undefined) return
    if (this.#live.isEmpty) return this.end()
    const before = player.votes.size
    if (player.countVotes(votersOf(this.#live))) this.skip()
    else if (player.votes.size !== before) this.#tell()
  }

  end(): void {
    if (this.#live.player.current === undefined) return
    this.#interrupt(() => this.#live.player.clear())
  }

  [Symbol.dispose](): void {
    this.#cancelTimer()
  }

  get #live(): LiveRoom {
    return this.#channel.live
  }

  /** What sounds ends first, then it goes on from wherever the player is now. */
  #interrupt(change: () => void): void {
    if (this.#live.player.current === undefined) throw new Refusal('nothing_plays')
    this.#cancelTimer()
    this.#silence()
    change()
    this.#begin()
  }

  /** Takes up the current piece where the player stands: that is told first, then it is heard. */
  #begin(): void {
    const { player } = this.#live
    this.#name(player.current?.title)
    this.#tell()
    if (!player.reader) return
    const nowMs = this.#parts.now()
    this.#slicer = new PieceSlicer(nowMs)
    // Where it was put, not where it would be by now: the first notes must not be taken for past ones.
    const settings = this.#slicer.enter(player.reader, player.from.positionMs, nowMs)
    if (!player.isPlaying) return
    for (const message of settings) this.#play(message)
    this.#wake()
  }

  /** The participant carries the title; without one it is gone. */
  #name(title: string | undefined): void {
    const { sharedParticipant } = this.#live
    if (title === undefined) {
      if (!sharedParticipant) return
      this.#live.sharedParticipant = undefined
      const value = { participant: sharedParticipant.number, cause: LeaveCause.LEFT }
      return this.#channel.tell({ case: 'participantLeft', value })
    }
    if (!sharedParticipant) {
      this.#live.admitSharedPlayer(title, this.#parts.now())
      const [participant] = presentSharedParticipant(this.#live)
      if (participant) this.#channel.tell({ case: 'participantJoined', value: { participant } })
      return
    }
    if (sharedParticipant.user.username === title) return
    this.#live.sharedParticipant = { ...sharedParticipant, user: { ...sharedParticipant.user, username: title } }
    const [participant] = presentSharedParticipant(this.#live)
    if (participant) this.#channel.tell({ case: 'participantUpdated', value: { participant } })
  }

  readonly #wake = (): void => {
    const { player } = this.#live
    const { reader, current } = player
    if (!reader || !current) return
    const nowMs = this.#parts.now()
    if (nowMs - player.timeOf(reader.nextMs) > mostLateMs) {
      player.delayTo(reader.nextMs, nowMs)
      this.#tell()
    }
    const timeOf = (positionMs: number): number => player.timeOf(positionMs)
    const untilMs = nowMs - player.timeOf(0) + lookAheadMs
    for (const message of this.#slicer.take(reader, untilMs, { timeOf, nowMs })) this.#play(message)
    const endMs = player.timeOf(current.durationMs) + breathMs
    if (reader.isOver && nowMs >= endMs) return this.skip()
    const nextMs = reader.isOver ? endMs : player.timeOf(reader.nextMs) - leadMs
    const sleepMs = Math.min(Math.max(nextMs - nowMs, shortestSleepMs), longestSleepMs)
    this.#cancelTimer = this.#parts.setTimer(this.#wake, sleepMs)
  }

  #play({ midi, timestampMs }: PlayedMessage): void {
    const participant = this.#live.sharedParticipant
    if (!participant) return
    const heard = participant.keyboard.apply(midi, timestampMs, Infinity)
    if (heard.length === 0) return
    this.#sequence = (this.#sequence + 1) % 2 ** 32
    this.#sentMs = Math.max(this.#sentMs, timestampMs + lookAheadMs)
    const { number } = participant
    this.#channel.play({ midi: heard, timestampMs, sequence: this.#sequence, participant: number })
  }

  /** Ends what was sent ahead in its place on the clock, and tells for good that nothing is held. */
  #silence(): void {
    const participant = this.#live.sharedParticipant
    const channels = participant?.keyboard.ringingChannels() ?? []
    if (!participant || channels.length === 0) return
    const endMs = Math.max(this.#parts.now(), this.#sentMs)
    for (const message of packAt(endMs, endsOf(participant.keyboard.channels()))) this.#play(message)
    participant.keyboard.releaseAll()
    const value = { participant: participant.number, channels, cause: NotesOffCause.PLAYER_STOPPED }
    this.#channel.tell({ case: 'notesOff', value })
  }

  #tell(): void {
    this.#channel.tell({ case: 'playerState', value: presentPlayer(this.#live) })
  }
}
