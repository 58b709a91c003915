import type { Connection } from './connection.ts'
import { presentParticipantOnly } from './present.ts'

/** The room hears of it when the user of a connection has another name than its participant. */
export function carryName({ user, seat }: Connection): void {
  if (!seat || seat.participant.user.username === user.username) return
  const renamed = seat.channel.live.rename(seat.participant.number, user.username)
  if (!renamed) return
  seat.participant = renamed
  seat.channel.tell({ case: 'participantUpdated', value: { participant: presentParticipantOnly(renamed) } })
}
