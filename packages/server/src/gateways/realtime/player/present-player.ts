import { votersOf, votesNeeded, type LiveRoom, type QueuedPiece } from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import { presentParticipant, wholeMs } from '../present.ts'

type Value = Extract<OutgoingMember, { case: 'playerState' }>['value']
type WireParticipant = ReturnType<typeof presentParticipant>

/** As it stands: from that moment on it runs by itself, for whoever hears of it and when. */
export function presentPlayer(live: LiveRoom): Value {
  const { player, sharedParticipant } = live
  const { positionMs, atMs } = player.from
  return {
    queue: player.queue.map(presentPiece),
    playing: player.isPlaying,
    positionMs: Math.round(positionMs),
    timestamp: wholeMs(atMs),
    votes: [...player.votes],
    votesNeeded: votesNeeded(votersOf(live).size),
    participant: sharedParticipant?.number ?? 0,
  }
}

/** The participant that the player's notes come from, as those who come in are told of everybody. */
export function presentSharedParticipant({ sharedParticipant }: LiveRoom): readonly WireParticipant[] {
  return sharedParticipant ? [{ ...presentParticipant(sharedParticipant), sharedPlayer: true }] : []
}

function presentPiece({ number, title, durationMs, addedById, addedByName }: QueuedPiece) {
  return { piece: number, title, durationMs, addedByUserId: addedById, addedByUsername: addedByName }
}
