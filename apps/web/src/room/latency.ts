/** Under 30 ms two people are as near as across a stage; over 80 ms they hear each other wait. */
const near = 30
const far = 80

export function barsOf(ms: number): 1 | 2 | 3 {
  if (ms <= near) return 3
  return ms <= far ? 2 : 1
}

export interface LatencyParts {
  /** One way to the server. */
  readonly networkMs: number
  /** What the others' notes wait so that they come evenly. */
  readonly bufferMs: number
  /** From the page to the ear. */
  readonly outputMs: number
}

/** What could help most, if anything needs help. */
export function latencyAdvice({ networkMs, bufferMs, outputMs }: LatencyParts): string {
  if (outputMs > 60) return 'Most of it is the way to your ears: wired headphones are much faster than Bluetooth.'
  if (networkMs > 60) return 'The server is far away. A server nearer to all of you would help most.'
  if (bufferMs > 60)
    return 'Notes arrive unevenly. A cable instead of Wi-Fi, or fewer downloads next to it, would help.'
  if (networkMs + bufferMs + outputMs > 80)
    return 'A cable instead of Wi-Fi and wired headphones would bring you closer.'
  return 'That is about as close as sitting in the same room.'
}
