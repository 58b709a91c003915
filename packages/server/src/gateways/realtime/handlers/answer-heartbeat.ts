import type { Heartbeat, OutgoingMember } from '@tutti/protocol/realtime'

/** The client's own stamp and the server's two, in µs: what NTP's formula needs. */
export function answerHeartbeat({ t0 }: Heartbeat, receivedMs: number, sentMs: number): OutgoingMember {
  return { case: 'heartbeat', value: { t0, t1: microseconds(receivedMs), t2: microseconds(sentMs) } }
}

function microseconds(ms: number): bigint {
  return BigInt(Math.round(ms * 1000))
}
