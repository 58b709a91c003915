import type { RoomMode, Transport, TransportPatch } from '@tutti/core'
import {
  RoomMode as WireRoomMode,
  type OutgoingMember,
  type Transport as WireTransport,
} from '@tutti/protocol/realtime'

export { barLengthMs, beatLengthMs, beatOf, beatsAt, intervalLengthMs, nextBeat } from '@tutti/core'
export type { Beat, RoomMode, Transport, TransportPatch } from '@tutti/core'

/** The transport of a room that we are in. */
export interface RoomTransport extends Transport {
  /** The participant who changed it last; 0 for nobody yet. */
  readonly changedBy: number
}

const wireModes: Readonly<Record<RoomMode, WireRoomMode>> = {
  live: WireRoomMode.LIVE,
  aligned: WireRoomMode.ALIGNED,
  interval: WireRoomMode.INTERVAL,
}

/** What a server that knows no transport stands for. */
export const steadyTransport: RoomTransport = {
  mode: 'live',
  tempo: 100,
  beats: 4,
  beatUnit: 4,
  isRunning: false,
  downbeatMs: 0,
  intervalBars: 4,
  delayMs: 0,
  changedBy: 0,
}

export function parseTransport(told: WireTransport | undefined): RoomTransport {
  if (!told) return steadyTransport
  return {
    mode: parseMode(told.mode),
    tempo: told.tempo ?? steadyTransport.tempo,
    beats: told.beats ?? steadyTransport.beats,
    beatUnit: told.beatUnit ?? steadyTransport.beatUnit,
    isRunning: told.running ?? false,
    downbeatMs: Number(told.downbeat ?? 0n) / 1000,
    intervalBars: told.intervalBars ?? steadyTransport.intervalBars,
    delayMs: told.delayMs ?? 0,
    changedBy: told.participant,
  }
}

/** What is absent is left out, and stays. */
export function presentPatch({ mode, isRunning, downbeatMs, ...numbers }: TransportPatch): OutgoingMember {
  const given = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined))
  return {
    case: 'transport',
    value: {
      ...given,
      ...(mode !== undefined && { mode: wireModes[mode] }),
      ...(isRunning !== undefined && { running: isRunning }),
      ...(downbeatMs !== undefined && { downbeat: BigInt(Math.round(downbeatMs * 1000)) }),
    },
  }
}

function parseMode(mode: WireRoomMode): RoomMode {
  if (mode === WireRoomMode.ALIGNED) return 'aligned'
  return mode === WireRoomMode.INTERVAL ? 'interval' : 'live'
}
