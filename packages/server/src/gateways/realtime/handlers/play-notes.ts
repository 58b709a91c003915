import { clampTimestamp, playNotes as play, Refusal } from '@tutti/core'
import type { MidiFrame } from '@tutti/protocol/realtime'
import { EncodedMessage } from '../encoded-message.ts'
import { wholeMs } from '../present.ts'
import type { Seat } from '../seat.ts'

/** Runs on every key press: no await, no I/O, the packed events are read in place and relayed as they came. */
export function playNotes(seat: Seat | undefined, frame: MidiFrame, nowMs: number): void {
  if (!seat) throw new Refusal('not_in_room')
  const { channel, participant: player } = seat
  const timestampMs = clampTimestamp(frame.timestampMs, nowMs)
  const heard = play({ room: channel.live, player, nowMs }, { midi: frame.midi, timestampMs })
  if (heard.length > 0) {
    channel.play(seat, { midi: heard, timestampMs, sequence: frame.sequence, participant: player.number })
  }
  if (player.quota.dropped > 0) tellQuota(seat)
}

function tellQuota({ outbox, participant: { quota } }: Seat): void {
  const value = { remaining: quota.remaining, refillAt: wholeMs(quota.fullAtMs), dropped: quota.dropped }
  outbox.tell(new EncodedMessage({ case: 'quota', value }))
}
