import type { Participant } from '@tutti/core'
import type { OutgoingMember } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { EncodedMessage } from './encoded-message.ts'
import type { RoomChannel } from './room-channel.ts'

const lookEveryMs = 5_000
/** What changes by less, and by less than a sixth, is not worth telling. */
const smallestChangeMs = 5
const smallestShare = 1 / 6

/** Shows each room how far away its players are, now and then, and only what has changed. */
export function startLatencyBoard(connections: Iterable<Connection>): Disposable {
  const timer = setInterval(() => showLatencies(connections), lookEveryMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Once: takes what was measured over to the participants, and tells each room what is new in it. */
function showLatencies(connections: Iterable<Connection>): void {
  const changed = new Map<RoomChannel, Participant[]>()
  for (const { seat, link } of connections) {
    if (!seat || !link || seat.participant.listens) continue
    if (!takeOver(seat.participant, link.roundTrip)) continue
    const others = changed.get(seat.channel)
    if (others) others.push(seat.participant)
    else changed.set(seat.channel, [seat.participant])
  }
  for (const [channel, participants] of changed) channel.hint(new EncodedMessage(presentLatencies(participants)))
}

interface Measured {
  readonly rttMs: number
  readonly jitterMs: number
}

/** False when it is not worth telling. */
function takeOver({ latency }: Participant, { rttMs, jitterMs }: Measured): boolean {
  if (rttMs === 0 || !(isNew(latency.rttMs, rttMs) || isNew(latency.jitterMs, jitterMs))) return false
  latency.rttMs = rttMs
  latency.jitterMs = jitterMs
  return true
}

function isNew(told: number, now: number): boolean {
  return told === 0 ? now > 0 : Math.abs(now - told) > Math.max(smallestChangeMs, told * smallestShare)
}

function presentLatencies(participants: readonly Participant[]): OutgoingMember {
  const players = participants.map(({ number, latency }) => ({
    participant: number,
    rttMs: Math.ceil(latency.rttMs),
    jitterMs: Math.ceil(latency.jitterMs),
  }))
  return { case: 'latencies', value: { players } }
}
