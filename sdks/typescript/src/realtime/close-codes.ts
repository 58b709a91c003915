import type { ClosedReason } from './connection-types.ts'

export const closeCodes = { bye: 1000, heartbeat: 4007, authEnded: 4501 } as const

const reasons: ReadonlyMap<number, ClosedReason> = new Map<number, ClosedReason>([
  [closeCodes.bye, 'bye'],
  [closeCodes.authEnded, 'auth_ended'],
  [4503, 'banned'],
  [4504, 'resumed_elsewhere'],
  [4505, 'too_many_connections'],
  [4511, 'bad_frames'],
  [4512, 'version'],
])

/** Why a connection that the server closed is not made again; undefined when it may be. */
export function finalReason(code: number): ClosedReason | undefined {
  if (code === closeCodes.bye || (code >= 4500 && code <= 4999)) return reasons.get(code) ?? 'refused'
  return undefined
}
