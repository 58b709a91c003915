import type { PieceNumber, UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { PieceReader, type PackedPiece } from './packed-piece.ts'

export interface QueuedPiece extends PackedPiece {
  readonly number: PieceNumber
  readonly addedById: UserId
  readonly addedByName: string
}

const mostPieces = 20
const mostOfOneUser = 5
/** Of all pieces of a room together. */
const mostPackedBytes = 8 * 1024 * 1024

/**
 * What a room's shared player plays, and where it stands. The first of the queue is the piece that plays or waits to go on.
 * Every method is one step. Times are epoch ms.
 */
export class SharedPlayer {
  #queue: readonly QueuedPiece[] = []
  #reader: PieceReader | undefined
  #isPlaying = false
  #from = { positionMs: 0, atMs: 0 }
  #votes: ReadonlySet<UserId> = new Set()
  #lastNumber = 0

  get queue(): readonly QueuedPiece[] {
    return this.#queue
  }

  get current(): QueuedPiece | undefined {
    return this.#queue[0]
  }

  get reader(): PieceReader | undefined {
    return this.#reader
  }

  get isPlaying(): boolean {
    return this.#isPlaying
  }

  /** The place in the piece, and the time on the clock, from which both run together while it plays. */
  get from(): { readonly positionMs: number; readonly atMs: number } {
    return this.#from
  }

  /** Who wants the next piece. */
  get votes(): ReadonlySet<UserId> {
    return this.#votes
  }

  positionMs(nowMs: number): number {
    const { positionMs, atMs } = this.#from
    if (!this.#isPlaying) return positionMs
    return Math.min(this.current?.durationMs ?? 0, positionMs + Math.max(0, nowMs - atMs))
  }

  /** When something of the current piece is due. */
  timeOf(positionMs: number): number {
    return this.#from.atMs + positionMs - this.#from.positionMs
  }

  /** At the end of the queue; the first one begins to play. @throws Refusal `player_queue_full`. */
  add(piece: PackedPiece, by: User, nowMs: number): QueuedPiece {
    const own = this.#queue.filter(({ addedById }) => addedById === by.id)
    const bytes = this.#queue.reduce((sum, { midi }) => sum + midi.length, piece.midi.length)
    if (this.#queue.length >= mostPieces || own.length >= mostOfOneUser || bytes > mostPackedBytes) {
      throw new Refusal('player_queue_full')
    }
    this.#lastNumber += 1
    const queued = { ...piece, number: this.#lastNumber, addedById: by.id, addedByName: by.username }
    this.#queue = [...this.#queue, queued]
    if (this.#queue.length === 1) this.#begin(nowMs)
    return queued
  }

  /** @throws Refusal `nothing_plays` when the queue is empty. */
  play(nowMs: number): void {
    this.#check()
    if (!this.#isPlaying) this.#goOn(this.#from.positionMs, nowMs)
  }

  /** @throws Refusal as `play`. */
  pause(nowMs: number): void {
    this.#check()
    this.#from = { positionMs: this.positionMs(nowMs), atMs: nowMs }
    this.#isPlaying = false
  }

  /** Goes on playing if it was. @throws Refusal as `play`. */
  seek(positionMs: number, nowMs: number): void {
    const { durationMs } = this.#check()
    const wasPlaying = this.#isPlaying
    this.#goOn(Math.min(Math.max(0, positionMs), durationMs), nowMs)
    this.#isPlaying = wasPlaying
  }

  /** Goes on from where it is, later: nothing that was missed is played all at once. */
  delayTo(positionMs: number, nowMs: number): void {
    this.#from = { positionMs, atMs: nowMs }
  }

  /** On to the next piece; without one the player falls silent. @throws Refusal as `play`. */
  skip(nowMs: number): void {
    const { number } = this.#check()
    this.remove(number, nowMs)
  }

  /** Out of the queue; when it is the first one, the next begins. @throws Refusal `piece_not_found`. */
  remove(number: PieceNumber, nowMs: number): void {
    const piece = this.getPiece(number)
    const isCurrent = piece === this.current
    this.#queue = this.#queue.filter((queued) => queued !== piece)
    if (isCurrent) this.#begin(nowMs)
  }

  /** @throws Refusal `piece_not_found`. */
  getPiece(number: PieceNumber): QueuedPiece {
    const piece = this.#queue.find((queued) => queued.number === number)
    if (!piece) throw new Refusal('piece_not_found')
    return piece
  }

  /** Wants the next piece, or not any more. True once more than half of `players` do: then it is time to skip. @throws Refusal as `play`. */
  vote(voter: UserId, wants: boolean, players: ReadonlySet<UserId>): boolean {
    this.#check()
    const votes = new Set(this.#votes)
    if (wants) votes.add(voter)
    else votes.delete(voter)
    this.#votes = votes
    return this.countVotes(players)
  }

  /** Votes of those who are gone do not count. True once it is time to skip. */
  countVotes(players: ReadonlySet<UserId>): boolean {
    this.#votes = this.#votes.intersection(players)
    return this.#queue.length > 0 && this.#votes.size >= votesNeeded(players.size)
  }

  clear(): void {
    this.#queue = []
    this.#begin(0)
  }

  #begin(nowMs: number): void {
    this.#votes = new Set()
    this.#reader = this.current && new PieceReader(this.current)
    this.#isPlaying = this.current !== undefined
    this.#from = { positionMs: 0, atMs: nowMs }
  }

  #goOn(positionMs: number, nowMs: number): void {
    this.#from = { positionMs, atMs: nowMs }
    this.#isPlaying = true
  }

  #check(): QueuedPiece {
    if (!this.current) throw new Refusal('nothing_plays')
    return this.current
  }
}

/** More than half. */
export function votesNeeded(players: number): number {
  return Math.floor(players / 2) + 1
}
