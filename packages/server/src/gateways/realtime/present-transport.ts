import type { LiveRoom, RoomMode as CoreRoomMode } from '@tutti/core'
import { RoomMode, type OutgoingMember } from '@tutti/protocol/realtime'

const modes: Readonly<Record<CoreRoomMode, RoomMode>> = {
  live: RoomMode.LIVE,
  aligned: RoomMode.ALIGNED,
  interval: RoomMode.INTERVAL,
}

/** Every field of it, so that whoever hears it knows all. */
export function presentTransport({ transport, conductor }: LiveRoom) {
  const { mode, tempo, beats, beatUnit, isRunning, downbeatMs, intervalBars, delayMs } = transport
  return {
    mode: modes[mode],
    tempo,
    beats,
    beatUnit,
    running: isRunning,
    downbeat: BigInt(Math.round(downbeatMs * 1000)),
    intervalBars,
    delayMs,
    participant: conductor,
  }
}

export function presentTransportChange(live: LiveRoom): OutgoingMember {
  return { case: 'transport', value: presentTransport(live) }
}
