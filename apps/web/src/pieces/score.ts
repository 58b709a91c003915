/** What a part does in the texture; the melody is brought out. */
export type Role = 'melody' | 'accompaniment' | 'bass'

export interface Part {
  readonly hand: 'right' | 'left'
  readonly role: Role
  /**
   * One text a bar. Notes are `f#4:2`, chords `c4+e4:8`, rests `r:4`; the number counts sixteenths and stays until it changes.
   * `~` ties to the same note that follows, ` / ` parts voices that begin the bar together.
   */
  readonly bars: readonly string[]
}

export interface DynamicMark {
  /** As printed, from 1. */
  readonly bar: number
  /** The velocity there; it glides to the next mark. */
  readonly level: number
}

export interface Score {
  readonly quartersPerMinute: number
  readonly barSixteenths: number
  /** Upbeats and first endings: bars, from 1, that are shorter than the others. */
  readonly shortBars?: Readonly<Record<number, number>>
  readonly parts: readonly Part[]
  /** Ranges of bars in the order in which they are played, with repeats; all bars once if absent. */
  readonly order?: readonly (readonly [from: number, to: number])[]
  readonly dynamics: readonly DynamicMark[]
  /** For each bar where the sustain pedal is down, in sixteenths: `0-6 6-12`. */
  readonly pedal: readonly string[]
  readonly phraseBars: number
  /** How much of its written length a note is held, 1 is legato. */
  readonly touch: number
  /** The last bars slow down to this share of the tempo. */
  readonly ritardando: { readonly bars: number; readonly to: number }
}

export interface Piece {
  readonly id: string
  readonly title: string
  readonly composer: string
  readonly year: number
  readonly score: Score
}

export function barLength(
  { shortBars, barSixteenths }: Pick<Score, 'shortBars' | 'barSixteenths'>,
  bar: number,
): number {
  return shortBars?.[bar] ?? barSixteenths
}

export function barCount({ parts }: Pick<Score, 'parts'>): number {
  return parts[0]?.bars.length ?? 0
}
