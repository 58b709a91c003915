/** One MIDI 1.0 channel message of 2 or 3 bytes, and when it happens. */
export interface TimedMidiEvent {
  readonly atMs: number
  readonly bytes: Uint8Array
}

/** Music as it is played: its events in order of time, offs before ons at equal times, every on with an off. */
export interface Performance {
  readonly name: string
  readonly durationMs: number
  readonly events: readonly TimedMidiEvent[]
}
