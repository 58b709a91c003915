import { describe, expect, test } from 'vitest'
import { isNoteOff, isNoteOn } from '../midi/channel-message.ts'
import { pieces } from './catalogue.ts'
import { performScore } from './perform-score.ts'
import { readBar } from './read-bar.ts'
import { barCount, barLength } from './score.ts'

test('ids are unique', () => {
  expect(new Set(pieces.map(({ id }) => id)).size).toBe(pieces.length)
})

describe.each(pieces)('$title', (piece) => {
  const { score } = piece
  const performance = performScore(piece)

  test('every voice of every bar is as long as the bar, in both hands', () => {
    for (const part of score.parts) {
      expect(part.bars).toHaveLength(barCount(score))
      const lengths = part.bars.map((text) => readBar(text).map(({ length }) => length))
      expect(lengths).toEqual(part.bars.map((text, index) => readBar(text).map(() => barLength(score, index + 1))))
    }
    expect(new Set(score.parts.map(({ hand }) => hand)).size).toBe(2)
    expect(score.pedal).toHaveLength(barCount(score))
  })

  test('every tie leads to the same note', () => {
    for (const { bars } of score.parts) {
      const written = bars.flatMap((text, index) =>
        readBar(text).flatMap(({ notes }) => notes.map((note) => ({ note, index, end: note.at + note.length }))),
      )
      for (const { note, index, end } of written.filter(({ note }) => note.tied)) {
        const isWithin = end < barLength(score, index + 1)
        const place = isWithin ? { index, at: end } : { index: index + 1, at: 0 }
        const next = written.filter((other) => other.index === place.index && other.note.at === place.at)
        expect(next.flatMap((other) => other.note.keys)).toEqual(expect.arrayContaining([...note.keys]))
      }
    }
  })

  test('the notes lie on the keyboard and are played with a living touch', () => {
    const ons = performance.events.filter(({ bytes }) => isNoteOn(bytes))
    const velocities = ons.map(({ bytes }) => bytes[2] ?? 0)
    expect(ons.every(({ bytes }) => (bytes[1] ?? 0) >= 21 && (bytes[1] ?? 0) <= 108)).toBe(true)
    expect(Math.min(...velocities)).toBeGreaterThan(10)
    expect(Math.max(...velocities) - Math.min(...velocities)).toBeGreaterThan(20)
    expect(ons.length).toBeGreaterThan(100)
  })

  test('a key goes down and up in turns, and the pedal ends up', () => {
    const turns = new Map<number, string>()
    for (const { bytes } of performance.events) {
      const turn = isNoteOn(bytes) ? 'v' : isNoteOff(bytes) ? '^' : ''
      turns.set(bytes[1] ?? 0, (turns.get(bytes[1] ?? 0) ?? '') + turn)
    }
    expect([...turns.values()].filter((turn) => !/^(v\^)*$/.test(turn))).toEqual([])
    expect([...(performance.events.at(-1)?.bytes ?? [])]).toEqual([0xb0, 64, 0])
  })

  test('it starts soon, runs in order and is the same every time', () => {
    expect(performance.events[0]?.atMs).toBeGreaterThanOrEqual(0)
    expect(performance.events[0]?.atMs).toBeLessThan(200)
    expect(performance.events.every(({ atMs }, index) => atMs >= (performance.events[index - 1]?.atMs ?? 0))).toBe(true)
    expect(performance.durationMs).toBe(performance.events.at(-1)?.atMs)
    expect(performScore(piece)).toEqual(performance)
  })
})
