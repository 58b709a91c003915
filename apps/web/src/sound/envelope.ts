/** A level that is held (`tauSec` infinite) or falls exponentially from `atSec` on. */
export interface Envelope {
  readonly level: number
  readonly atSec: number
  readonly tauSec: number
}

export function levelAt({ level, atSec, tauSec }: Envelope, timeSec: number): number {
  return timeSec <= atSec ? level : level * Math.exp((atSec - timeSec) / tauSec)
}

/** The same sound going on in another way from `timeSec`, or from where it was last changed if that is later. */
export function bend(envelope: Envelope, timeSec: number, tauSec: number): Envelope {
  const atSec = Math.max(timeSec, envelope.atSec)
  return { level: levelAt(envelope, atSec), atSec, tauSec }
}
