import { Refusal } from '../refusal.ts'
import type { Participant } from '../rooms/live-room.ts'
import { mayManage } from '../rooms/room-authority.ts'
import type { Room } from '../rooms/room.ts'
import { barLengthMs, beatLengthMs, beatsAt, type RoomMode, type Transport } from './transport.ts'

/** What is absent stays. */
export interface TransportPatch {
  readonly mode?: RoomMode | undefined
  readonly tempo?: number | undefined
  readonly beats?: number | undefined
  readonly beatUnit?: number | undefined
  readonly isRunning?: boolean | undefined
  /** Sets the phase: a bar begins at this moment of the server's clock, epoch ms. */
  readonly downbeatMs?: number | undefined
  readonly intervalBars?: number | undefined
  readonly delayMs?: number | undefined
}

/** A metronome starts this much later, so that nobody misses its first click. */
const countInMs = 400
const oldestDownbeatMs = 60_000
const latestDownbeatMs = 10_000
const beatUnits: readonly number[] = [1, 2, 4, 8, 16]
const ranges = [
  { field: 'tempo', least: 20, most: 400 },
  { field: 'beats', least: 1, most: 16 },
  { field: 'intervalBars', least: 1, most: 16 },
  { field: 'delayMs', least: 0, most: 1_000 },
] as const

/** Whoever plays conducts, unless the room leaves it to those who run it. */
export function mayConduct(room: Room, { user, mayPlay }: Pick<Participant, 'user' | 'mayPlay'>): boolean {
  return mayManage(room, user) || (mayPlay && !room.settings.onlyOwnerCanConduct)
}

/**
 * The transport from now on. Another tempo keeps the place in the bar, another meter begins with the next bar, and a
 * metronome that starts begins with a bar. @throws Refusal `invalid_input` with the field; then nothing changes.
 */
export function conduct(before: Transport, patch: TransportPatch, nowMs: number): Transport {
  check(patch, nowMs)
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const after: Transport = { ...before, ...Object.fromEntries(given) }
  return { ...after, downbeatMs: patch.downbeatMs ?? downbeatOf(before, after, nowMs) }
}

function downbeatOf(before: Transport, after: Transport, nowMs: number): number {
  if (!after.isRunning) return after.tempo === before.tempo && after.beats === before.beats ? before.downbeatMs : nowMs
  if (!before.isRunning) return nowMs + countInMs
  if (after.beats !== before.beats) return scaled(before, after, nextBarMs(before, nowMs), nowMs)
  return scaled(before, after, before.downbeatMs, nowMs)
}

/** The moment that is as many beats away at the new tempo as `atMs` was at the old one. */
function scaled(before: Transport, after: Transport, atMs: number, nowMs: number): number {
  if (before.tempo === after.tempo) return atMs
  return nowMs + ((atMs - nowMs) / beatLengthMs(before)) * beatLengthMs(after)
}

function nextBarMs(transport: Transport, nowMs: number): number {
  const bars = Math.ceil(beatsAt(transport, nowMs) / transport.beats)
  return transport.downbeatMs + bars * barLengthMs(transport)
}

function check(patch: TransportPatch, nowMs: number): void {
  for (const { field, least, most } of ranges) {
    const value = patch[field]
    if (value === undefined) continue
    const isWhole = field === 'tempo' || Number.isInteger(value)
    if (!isWhole || !(value >= least && value <= most)) refuse(field, `Must be from ${least} to ${most}`)
  }
  const { beatUnit, downbeatMs } = patch
  if (beatUnit !== undefined && !beatUnits.includes(beatUnit)) refuse('beatUnit', `Must be ${beatUnits.join(', ')}`)
  if (downbeatMs === undefined) return
  const isNear = downbeatMs >= nowMs - oldestDownbeatMs && downbeatMs <= nowMs + latestDownbeatMs
  if (!isNear) refuse('downbeat', 'Must be at most a minute back and ten seconds ahead')
}

function refuse(field: string, issue: string): never {
  throw new Refusal('invalid_input', { field, issue })
}
