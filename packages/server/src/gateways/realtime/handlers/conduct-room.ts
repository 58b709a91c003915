import { conduct, mayConduct, Refusal, type RoomMode as CoreRoomMode } from '@tutti/core'
import { RoomMode, type Transport } from '@tutti/protocol/realtime'
import { presentTransportChange } from '../present-transport.ts'
import type { Seat } from '../seat.ts'
import { done, type Reply } from './reply.ts'

const modes: Readonly<Record<RoomMode, CoreRoomMode | undefined>> = {
  [RoomMode.UNSPECIFIED]: undefined,
  [RoomMode.LIVE]: 'live',
  [RoomMode.ALIGNED]: 'aligned',
  [RoomMode.INTERVAL]: 'interval',
}

/**
 * Changes the beat of the room and how it plays together; everybody there hears of it, whoever asked too.
 * @throws Refusal `not_in_room`, `not_allowed`, what `conduct` throws.
 */
export function conductRoom(seat: Seat | undefined, command: Transport, nowMs: number): Reply {
  if (!seat) throw new Refusal('not_in_room')
  const { live } = seat.channel
  if (!mayConduct(live.room, seat.participant)) throw new Refusal('not_allowed')
  const { mode, tempo, beats, beatUnit, running, downbeat, intervalBars, delayMs } = command
  const patch = {
    mode: modes[mode],
    tempo,
    beats,
    beatUnit,
    isRunning: running,
    downbeatMs: downbeat === undefined ? undefined : Number(downbeat) / 1000,
    intervalBars,
    delayMs,
  }
  live.transport = conduct(live.transport, patch, nowMs)
  live.conductor = seat.participant.number
  seat.channel.tell(presentTransportChange(live))
  return done
}
