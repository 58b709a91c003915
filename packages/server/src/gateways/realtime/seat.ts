import type { Participant } from '@tutti/core'
import type { Outbox } from './outbox.ts'
import type { RoomChannel } from './room-channel.ts'

/** A connection's place in a room. */
export interface Seat {
  readonly channel: RoomChannel
  readonly outbox: Outbox
  /** Replaced when the participant is renamed. */
  participant: Participant
  /** Messages up to this place in the room came with the history. */
  readonly historySeq: number
}
