/** When the others' notes are played: as early as each line allows, all equally late, or one interval later. */
export type RoomMode = 'live' | 'aligned' | 'interval'

/** The beat of a room and how it plays together. Lives as long as the live room. */
export interface Transport {
  readonly mode: RoomMode
  /** Beats per minute. */
  readonly tempo: number
  /** Of a bar. */
  readonly beats: number
  /** The note value of a beat: 4 is a quarter. */
  readonly beatUnit: number
  /** Whether the metronome clicks. */
  readonly isRunning: boolean
  /** A moment at which a bar begins: the server's clock, epoch ms with fractions. */
  readonly downbeatMs: number
  /** Bars of an interval. */
  readonly intervalBars: number
  /** What everybody's notes wait in an aligned room; 0: as long as the slowest player's notes need. */
  readonly delayMs: number
}

export function defaultTransport(nowMs: number): Transport {
  return {
    mode: 'live',
    tempo: 100,
    beats: 4,
    beatUnit: 4,
    isRunning: false,
    downbeatMs: nowMs,
    intervalBars: 4,
    delayMs: 0,
  }
}

export function beatLengthMs({ tempo }: Pick<Transport, 'tempo'>): number {
  return 60_000 / tempo
}

export function barLengthMs(transport: Pick<Transport, 'tempo' | 'beats'>): number {
  return transport.beats * beatLengthMs(transport)
}

/** What the others are late by in a room of intervals. */
export function intervalLengthMs(transport: Pick<Transport, 'tempo' | 'beats' | 'intervalBars'>): number {
  return transport.intervalBars * barLengthMs(transport)
}

/** A beat and when it falls. */
export interface Beat {
  /** Counts on from the downbeat of `downbeatMs`, which is 0; negative before it. */
  readonly index: number
  /** From 0; 0 is the first of its bar. */
  readonly inBar: number
  /** From 0; negative before the downbeat. */
  readonly bar: number
  /** The server's clock, epoch ms. */
  readonly atMs: number
}

/** How many beats have passed since the downbeat, with fractions. */
export function beatsAt(transport: Pick<Transport, 'tempo' | 'downbeatMs'>, serverMs: number): number {
  return (serverMs - transport.downbeatMs) / beatLengthMs(transport)
}

export function beatOf(transport: Pick<Transport, 'tempo' | 'beats' | 'downbeatMs'>, index: number): Beat {
  const bar = Math.floor(index / transport.beats)
  return {
    index,
    bar,
    inBar: index - bar * transport.beats,
    atMs: transport.downbeatMs + index * beatLengthMs(transport),
  }
}

/** The first beat at or after this moment. */
export function nextBeat(transport: Pick<Transport, 'tempo' | 'beats' | 'downbeatMs'>, serverMs: number): Beat {
  // A beat that falls on this very moment must not be missed by a rounding error.
  return beatOf(transport, Math.ceil(beatsAt(transport, serverMs) - 1e-6) + 0)
}
