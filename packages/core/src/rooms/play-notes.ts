import { countNoteOns } from '../music/midi-events.ts'
import { Refusal } from '../refusal.ts'
import type { LiveRoom, Participant } from './live-room.ts'

export interface PlayedNotes {
  /** Packed events, untouched. */
  readonly midi: Uint8Array
  /** Epoch ms of delta 0. */
  readonly timestampMs: number
}

/**
 * What the others hear of a player's message: `midi` itself, less of it when note-ons are over quota or keys were not
 * down, or nothing (length 0). Runs on every key press: no object is made for the call.
 * @throws Refusal `muted`, `not_allowed`, `illegal_midi`; then nothing was applied.
 */
export function playNotes(
  room: LiveRoom,
  player: Participant,
  { midi, timestampMs }: PlayedNotes,
  nowMs: number,
): Uint8Array {
  if (!player.mayPlay) throw new Refusal(player.isNotesMuted ? 'muted' : 'not_allowed')
  const wanted = countNoteOns(midi)
  const granted = room.quota.grant(player.quota.grant(wanted, nowMs), nowMs)
  room.quota.spend(granted, wanted - granted)
  player.quota.spend(granted, wanted - granted)
  return player.keyboard.apply(midi, timestampMs, granted)
}

/** How far a client's timestamp may lie from the server's clock. */
const earliestMs = -2_000
const latestMs = 250

/** Epoch ms, near enough to now to be played by anybody; a whole number, as it travels. */
export function clampTimestamp(timestampMs: number, nowMs: number): number {
  const clamped = Math.min(Math.max(timestampMs, nowMs + earliestMs), nowMs + latestMs)
  return Math.round(clamped)
}
