import { clampTimestamp, playNotes as play, Refusal } from '@tutti/core'
import type { MidiFrame } from '@tutti/protocol/realtime'
import { EncodedMessage } from '../encoded-message.ts'
import { wholeMs } from '../present.ts'
import type { Seat } from '../seat.ts'

/**
 * Runs on every key press: no await, no I/O, nothing made anew. The packed events are read in place and relayed as they
 * came, and the frame that came in is made the one that goes out.
 */
export function playNotes(seat: Seat | undefined, frame: MidiFrame, nowMs: number): void {
  if (!seat) throw new Refusal('not_in_room')
  const { channel, participant: player } = seat
  frame.timestampMs = clampTimestamp(frame.timestampMs, nowMs)
  frame.midi = play(channel.live, player, frame, nowMs)
  frame.participant = player.number
  if (frame.midi.length > 0) channel.play(frame)
  if (player.quota.dropped > 0) tellQuota(seat)
}

function tellQuota({ outbox, participant: { quota } }: Seat): void {
  const value = { remaining: quota.remaining, refillAt: wholeMs(quota.fullAtMs), dropped: quota.dropped }
  outbox.tell(new EncodedMessage({ case: 'quota', value }))
}
