import type { Piece } from './score.ts'

/** Bars 1 to 32: two notes for the left hand, three for the right, broken twice in each bar. */
const chords = `
c4 e4 g4 c5 e5, c4 d4 a4 d5 f5, b3 d4 g4 d5 f5, c4 e4 g4 c5 e5
c4 e4 a4 e5 a5, c4 d4 f#4 a4 d5, b3 d4 g4 d5 g5, b3 c4 e4 g4 c5
a3 c4 e4 g4 c5, d3 a3 d4 f#4 c5, g3 b3 d4 g4 b4, g3 bb3 e4 g4 c#5
f3 a3 d4 a4 d5, f3 ab3 d4 f4 b4, e3 g3 c4 g4 c5, e3 f3 a3 c4 f4
d3 f3 a3 c4 f4, g2 d3 g3 b3 f4, c3 e3 g3 c4 e4, c3 g3 bb3 c4 e4
f2 f3 a3 c4 e4, f#2 c3 a3 c4 eb4, ab2 f3 b3 c4 d4, g2 f3 g3 b3 d4
g2 e3 g3 c4 e4, g2 d3 g3 c4 f4, g2 d3 g3 b3 f4, g2 eb3 a3 c4 f#4
g2 e3 g3 c4 g4, g2 d3 g3 c4 f4, g2 d3 g3 b3 f4, c2 c3 g3 bb3 e4`
  .trim()
  .split(/[,\n]/)
  .map((chord) => chord.trim().split(' '))

function twice(half: string): string {
  return `${half} ${half}`
}

export const bachPreludeCMajor: Piece = {
  id: 'bach-prelude-c-major',
  title: 'Prelude in C major, BWV 846',
  composer: 'Johann Sebastian Bach',
  year: 1722,
  score: {
    quartersPerMinute: 66,
    barSixteenths: 16,
    parts: [
      {
        hand: 'right',
        role: 'melody',
        bars: [
          ...chords.map(([, , low, middle, high]) => twice(`r:2 ${low}:1 ${middle} ${high} ${low} ${middle} ${high}`)),
          'r:2 f3:1 a3 c4 f4 c4 a3 c4 a3 f3 a3 f3 d3 f3 d3',
          'r:2 g4:1 b4 d5 f5 d5 b4 d5 b4 g4 b4 d4 f4 e4 d4',
          'e4+g4+c5:16',
        ],
      },
      {
        hand: 'left',
        role: 'bass',
        bars: [
          ...chords.map(([bass, tenor]) => twice(`${bass}:8`) + ' / ' + twice(`r:1 ${tenor}:7`)),
          'c2:16~ / r:1 c3:15',
          'c2:16~ / r:1 b2:15',
          'c2:16 / c3:16',
        ],
      },
    ],
    dynamics: [
      { bar: 1, level: 46 },
      { bar: 5, level: 56 },
      { bar: 8, level: 48 },
      { bar: 12, level: 60 },
      { bar: 15, level: 48 },
      { bar: 20, level: 54 },
      { bar: 24, level: 64 },
      { bar: 29, level: 72 },
      { bar: 32, level: 58 },
      { bar: 35, level: 44 },
    ],
    pedal: Array<string>(35).fill('0-16'),
    phraseBars: 4,
    touch: 0.98,
    ritardando: { bars: 2, to: 0.55 },
  },
}
