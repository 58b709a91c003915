import {
  packInstrument,
  playNotes,
  Refusal,
  renameGuest,
  type Instrument,
  type BudgetPerSecond,
  type UserStatus as CoreUserStatus,
} from '@tutti/core'
import { UserStatus, type UserCommand } from '@tutti/protocol/realtime'
import { carryName } from '../carry-name.ts'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { presentParticipantOnly } from '../present.ts'
import type { Seat } from '../seat.ts'
import { done, type Reply } from './reply.ts'

const statuses: Readonly<Record<UserStatus, CoreUserStatus | undefined>> = {
  [UserStatus.UNSPECIFIED]: undefined,
  [UserStatus.ONLINE]: 'online',
  [UserStatus.AWAY]: 'away',
  [UserStatus.BUSY]: 'busy',
  [UserStatus.INVISIBLE]: 'invisible',
}

interface Needs {
  readonly ports: Ports
  /** What a connection may change about itself, so that the room is not flooded with it. */
  readonly budget: BudgetPerSecond
}

/**
 * Changes something about oneself, and the room hears of it. @throws Refusal `not_allowed`, `not_in_room`, `muted`,
 * `invalid_input`, `rate_limited`, what `renameGuest` throws.
 */
export async function changeUser(
  { ports, budget }: Needs,
  connection: Connection,
  { command }: UserCommand,
): Promise<Reply> {
  const nowMs = ports.clock.now()
  if (!budget.take(nowMs)) throw new Refusal('rate_limited', { retryAfterMs: 1_000 })
  switch (command.case) {
    case 'username':
      return rename(ports, connection, command.value)
    case 'status':
      return showStatus(connection, statuses[command.value])
    case 'instrument':
      return chooseInstrument(connection, command.value, nowMs)
    default:
      throw new Refusal('unsupported_message')
  }
}

async function rename(ports: Ports, connection: Connection, wanted: string): Promise<Reply> {
  if (connection.user.kind !== 'guest') throw new Refusal('not_allowed')
  const username = await renameGuest(ports, { id: connection.user.id, username: wanted })
  connection.user = { ...connection.user, username }
  carryName(connection)
  return done
}

function showStatus(connection: Connection, status: CoreUserStatus | undefined): Reply {
  if (!status) throw new Refusal('invalid_input', { field: 'status', issue: 'There is no such status' })
  connection.status = status
  const { seat } = connection
  const shown = seat?.channel.live.showStatus(seat.participant.number, status)
  if (seat && shown) {
    seat.participant = shown
    tellAll(seat)
  }
  return done
}

/** Relayed in order with the player's notes, so that every client follows, also one that knows nothing of instruments. */
function chooseInstrument({ seat }: Connection, instrument: Instrument, nowMs: number): Reply {
  if (!seat) throw new Refusal('not_in_room')
  const { channel, participant: player } = seat
  const timestampMs = Math.round(nowMs)
  const midi = playNotes(channel.live, player, { midi: packInstrument(instrument), timestampMs }, nowMs)
  channel.play({ midi, timestampMs, sequence: 0, participant: player.number })
  tellAll(seat)
  return done
}

function tellAll({ channel, participant }: Seat): void {
  channel.tell({ case: 'participantUpdated', value: { participant: presentParticipantOnly(participant) } })
}
