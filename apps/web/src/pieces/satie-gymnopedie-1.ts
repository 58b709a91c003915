import type { Piece } from './score.ts'

const rest = 'r:12'
const ascent = ['r:4 f#5 a5', 'g5:4 f#5 c#5', 'b4:4 c#5 d5', 'a4:12']
const fourTimes = (bars: readonly string[]) => [...bars, ...bars, ...bars, ...bars]
const onSecondBeat = (chords: string) => chords.split(' ').map((chord) => `r:4 ${chord}:8`)

const melody = [
  rest,
  rest,
  rest,
  rest,
  ...ascent,
  'f#4:12~',
  'f#4:12~',
  'f#4:12~',
  'f#4:12',
  ...ascent,
  'c#5:12',
  'f#5:12',
  'e4:12~',
  'e4:12~',
  'e4:12',
  'a4:4 b4 c5',
  'e5:4 d5 b4',
  'd5:4 c5 b4',
  'd5:12~',
  'd5:8 d5:4',
  'e5:4 f5 g5',
  'a5:4 c5 d5',
  'e5:4 d5 b4',
  'd5:12~',
  'd5:8 d5:4',
]
const firstEnding = [
  'g5:12',
  'f#5:12',
  'b4:4 a4 b4',
  'c#5:4 d5 e5',
  'c#5:4 d5 e5',
  'f#4:8 g4:4',
  'c4+e4+a4+c5:12',
  'd4+f#4+a4+d5:12',
]
const secondEnding = [
  'g5:12',
  'f5:12',
  'b4:4 c5 f5',
  'e5:4 d5 c5',
  'e5:4 d5 c5',
  'f4:8 g4:4',
  'c4+e4+a4+c5:12',
  'd4+f4+a4+d5:12',
]

const chords = [
  ...fourTimes(onSecondBeat('b3+d4+f#4 a3+c#4+f#4 b3+d4+f#4 a3+c#4+f#4')),
  ...onSecondBeat('a3+c#4+f#4 b3+d4+f#4 g3+b3 b3+d4+g4 f3+a3+d4'),
  ...onSecondBeat('a3+c4+e4 g3+b3+e4 d3+g3+b3+e4 c3+e3+a3+d4 c3+f#3+a3+d4'),
  ...onSecondBeat('a3+c4+f4 a3+c4+e4 d3+g3+b3+e4 c3+e3+a3+d4 c3+f#3+a3+d4'),
]
const cadence = ['r:4 a3+d4 b3+d4', rest, rest]
const firstChords = [...onSecondBeat('b3+e4+g4 a3+c#4+f#4 b3+d4+f#4 c#4+e4+a4 a3+c#4+f#4+a4'), ...cadence]
const secondChords = [...onSecondBeat('b3+e4+g4 a3+d4+f4+a4 a3+c4+f4 c4+e4+a4 a3+c4+f4+a4'), ...cadence]

const held = (notes: string) => notes.split(' ').map((note) => `${note}:12`)
const lastBasses = ['e2:12 / r:4 b2 e3', 'a2+g3:12', 'd2+a2+d3:12']
const basses = held('g2 d2 g2 d2 g2 d2 g2 d2 g2 d2 g2 d2 g2 d2 g2 d2 f#2 b1 e2 e2 d2 a1 d2 d2 d2 d2 d2 d2 d2 d2 d2')

export const satieGymnopedie1: Piece = {
  id: 'satie-gymnopedie-1',
  title: 'Gymnopédie No. 1',
  composer: 'Erik Satie',
  year: 1888,
  score: {
    quartersPerMinute: 72,
    barSixteenths: 12,
    parts: [
      { hand: 'right', role: 'melody', bars: [...melody, ...firstEnding, ...secondEnding] },
      { hand: 'left', role: 'accompaniment', bars: [...chords, ...firstChords, ...secondChords] },
      {
        hand: 'left',
        role: 'bass',
        bars: [...basses, ...held('e2 f#2 b1 e2 e2'), ...lastBasses, ...held('e2 e2 e2 e2 e2'), ...lastBasses],
      },
    ],
    order: [
      [1, 39],
      [1, 31],
      [40, 47],
    ],
    dynamics: [
      { bar: 1, level: 42 },
      { bar: 5, level: 46 },
      { bar: 7, level: 56 },
      { bar: 9, level: 52 },
      { bar: 13, level: 42 },
      { bar: 16, level: 58 },
      { bar: 21, level: 46 },
      { bar: 22, level: 50 },
      { bar: 24, level: 60 },
      { bar: 26, level: 50 },
      { bar: 28, level: 62 },
      { bar: 31, level: 48 },
      { bar: 33, level: 60 },
      { bar: 39, level: 42 },
      { bar: 40, level: 48 },
      { bar: 41, level: 60 },
      { bar: 47, level: 38 },
    ],
    pedal: Array<string>(47).fill('0-12'),
    phraseBars: 4,
    touch: 0.98,
    ritardando: { bars: 3, to: 0.6 },
  },
}
