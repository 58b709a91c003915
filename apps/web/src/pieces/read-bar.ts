export interface WrittenNote {
  /** From the start of the bar, in sixteenths. */
  readonly at: number
  readonly length: number
  readonly keys: readonly number[]
  readonly tied: boolean
}

export interface WrittenVoice {
  readonly notes: readonly WrittenNote[]
  /** Notes and rests together. */
  readonly length: number
}

const steps: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
const alterations: Readonly<Record<string, number>> = { '': 0, '#': 1, b: -1 }

/** The voices of one bar in the notation that `Part.bars` describes. */
export function readBar(text: string): readonly WrittenVoice[] {
  return text.split(' / ').map(readVoice)
}

function readVoice(text: string): WrittenVoice {
  const notes: WrittenNote[] = []
  let at = 0
  let length = 0
  for (const token of text.trim().split(/\s+/)) {
    const [, pitches = '', written, tie] = /^([a-g#0-9+r]+)(?::([0-9.]+))?(~?)$/.exec(token) ?? []
    if (written !== undefined) length = Number(written)
    if (pitches === '' || !(length > 0)) throw new RangeError(`Not a note: ${token}`)
    if (pitches !== 'r') notes.push({ at, length, keys: pitches.split('+').map(keyOf), tied: tie === '~' })
    at += length
  }
  return { notes, length: at }
}

export function keyOf(pitch: string): number {
  const [, step = '', alteration = '', octave = ''] = /^([a-g])(#|b|)([0-8])$/.exec(pitch) ?? []
  const semitone = steps[step]
  if (semitone === undefined) throw new RangeError(`Not a pitch: ${pitch}`)
  return (Number(octave) + 1) * 12 + semitone + (alterations[alteration] ?? 0)
}
