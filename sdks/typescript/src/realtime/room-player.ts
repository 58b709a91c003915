import type { OutgoingMember, PlayerState as WireState } from '@tutti/protocol/realtime'

export interface QueuedPiece {
  /** From 1, never used again while the room lives. */
  readonly number: number
  readonly title: string
  readonly durationMs: number
  readonly addedById: string
  readonly addedByName: string
}

/** What the shared player of a room plays, and where it stands. */
export interface PlayerState {
  /** The first one is where the player stands. */
  readonly queue: readonly QueuedPiece[]
  readonly isPlaying: boolean
  /** Where in the piece it was at `atMs`; while it plays it goes on from there. */
  readonly positionMs: number
  /** The server's clock, epoch ms. */
  readonly atMs: number
  /** User ids of those who want the next piece, and how many it takes. */
  readonly votes: readonly string[]
  readonly votesNeeded: number
  /** Whom its notes come from; 0 for nobody. */
  readonly participant: number
}

/** The shared player. For those who run the room, and for every player where the room shares it. */
export interface RoomPlayer {
  /** Null while its queue is empty. */
  readonly state: PlayerState | null
  /** Goes on. @throws TuttiError `not_allowed`, `nothing_plays` */
  play(): Promise<void>
  /** @throws TuttiError as `play` */
  pause(): Promise<void>
  /** @throws TuttiError as `play` */
  seek(positionMs: number): Promise<void>
  /** On to the next piece. @throws TuttiError as `play` */
  skip(): Promise<void>
  /** Wants the next piece, or not any more: every player has a vote. @throws TuttiError as `play` */
  voteToSkip(wants?: boolean): Promise<void>
  /** Takes a piece out of the queue; one's own always. @throws TuttiError `not_allowed`, `piece_not_found` */
  remove(piece: number): Promise<void>
  /** Puts a recording into the queue. Files go over HTTP: `client.pieces.add`. @throws TuttiError */
  addRecording(recordingId: string): Promise<void>
}

type Ask = (member: OutgoingMember) => Promise<unknown>
type Action = Extract<OutgoingMember, { case: 'playerCommand' }>['value']['action']

/** Follows the shared player, and asks for what is done to it. */
export class FollowedPlayer implements RoomPlayer {
  state: PlayerState | null
  readonly #ask: Ask
  readonly #onState: (state: PlayerState | null) => void

  constructor(ask: Ask, state: PlayerState | null, onState: (state: PlayerState | null) => void) {
    this.#ask = ask
    this.state = state
    this.#onState = onState
  }

  play(): Promise<void> {
    return this.#do({ case: 'play', value: true })
  }

  pause(): Promise<void> {
    return this.#do({ case: 'play', value: false })
  }

  seek(positionMs: number): Promise<void> {
    return this.#do({ case: 'seekMs', value: Math.max(0, Math.round(positionMs)) })
  }

  skip(): Promise<void> {
    return this.#do({ case: 'skip', value: true })
  }

  voteToSkip(wants = true): Promise<void> {
    return this.#do({ case: 'voteSkip', value: wants })
  }

  remove(piece: number): Promise<void> {
    return this.#do({ case: 'remove', value: piece })
  }

  addRecording(recordingId: string): Promise<void> {
    return this.#do({ case: 'addRecording', value: recordingId })
  }

  show(state: PlayerState | null): void {
    if (state === null && this.state === null) return
    this.state = state
    this.#onState(state)
  }

  async #do(action: Exclude<Action, undefined>): Promise<void> {
    await this.#ask({ case: 'playerCommand', value: { action } })
  }
}

/** Null for a player with nothing to play. */
export function parsePlayer(state: WireState | undefined): PlayerState | null {
  if (!state || state.queue.length === 0) return null
  return {
    queue: state.queue.map(({ piece, title, durationMs, addedByUserId, addedByUsername }) => {
      return { number: piece, title, durationMs, addedById: addedByUserId, addedByName: addedByUsername }
    }),
    isPlaying: state.playing,
    positionMs: state.positionMs,
    atMs: Number(state.timestamp),
    votes: state.votes,
    votesNeeded: state.votesNeeded,
    participant: state.participant,
  }
}

/** Where in the piece the player is at a moment of the server's clock. */
export function positionAt({ queue, isPlaying, positionMs, atMs }: PlayerState, serverMs: number): number {
  if (!isPlaying) return positionMs
  return Math.min(queue[0]?.durationMs ?? positionMs, positionMs + Math.max(0, serverMs - atMs))
}
