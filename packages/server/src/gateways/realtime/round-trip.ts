/** How far away a client is, from the answers to our pings: smoothed as TCP does it (RFC 6298). */
export class RoundTrip {
  /** 0 before the first. */
  rttMs = 0
  /** How much it varies, on average. */
  jitterMs = 0

  add(sampleMs: number): void {
    if (this.rttMs === 0) {
      this.rttMs = sampleMs
      return
    }
    this.jitterMs += (Math.abs(sampleMs - this.rttMs) - this.jitterMs) / 4
    this.rttMs += (sampleMs - this.rttMs) / 4
  }
}
