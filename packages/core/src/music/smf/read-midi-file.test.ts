import { Midi } from '@tonejs/midi'
import { expect, test } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { isNoteOff, isNoteOn } from './close-notes.ts'
import { largestMidiFileBytes, readMidiFile, type ReadMidiFile } from './read-midi-file.ts'

const header = (format: number, tracks: number, division: number) => [
  0x4d,
  0x54,
  0x68,
  0x64,
  0,
  0,
  0,
  6,
  0,
  format,
  0,
  tracks,
  division >> 8,
  division & 255,
]
const track = (...bytes: number[]) => [0x4d, 0x54, 0x72, 0x6b, 0, 0, bytes.length >> 8, bytes.length & 255, ...bytes]
const end = [0, 0xff, 0x2f, 0]

function read(...bytes: number[]) {
  return readMidiFile(Uint8Array.from(bytes))
}

function listOf(...bytes: number[]) {
  return read(...bytes).events.map(({ atMs, bytes: message }) => [atMs].concat(Array.from(message)))
}

function reasonOf(file: Uint8Array, how?: ReadMidiFile): string {
  try {
    readMidiFile(file, how)
  } catch (error) {
    if (error instanceof Refusal) return error.about.reason ?? error.code
    throw error
  }
  return 'readable'
}

test('[FILE-1] notes, pedal, program and bend of a simple file', () => {
  const events = listOf(
    ...header(0, 1, 100),
    ...track(0, 0xc0, 5, 0, 0xb0, 64, 127, 0, 0x90, 60, 80, 50, 0xe0, 0, 80, 50, 0x80, 60, 10, ...end),
  )
  expect(events).toEqual([
    [0, 0xc0, 5],
    [0, 0xb0, 64, 127],
    [0, 0x90, 60, 80],
    [250, 0xe0, 0, 80],
    [500, 0x80, 60, 10],
  ])
})

test('running status, and velocity 0 as an off', () => {
  const events = listOf(...header(0, 1, 100), ...track(0, 0x90, 60, 80, 100, 60, 0, ...end))
  expect(events).toEqual([
    [0, 0x90, 60, 80],
    [500, 0x80, 60, 64],
  ])
})

test('tempo changes count from where they stand, for all tracks', () => {
  const tempo = track(0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40, 100, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, ...end)
  const notes = track(100, 0x90, 60, 80, 100, 0x80, 60, 0, ...end)
  expect(listOf(...header(1, 2, 100), ...tempo, ...notes).map(([atMs]) => atMs)).toEqual([1000, 1500])
})

test('time in film frames', () => {
  const notes = track(0, 0x90, 60, 80, 100, 0x80, 60, 0, ...end)
  expect(listOf(...header(0, 1, 0xe728), ...notes).at(-1)?.[0]).toBe(100)
})

test('channels keep apart within one track, a pedal without notes too', () => {
  const events = listOf(
    ...header(1, 2, 100),
    ...track(0, 0xb3, 64, 127, ...end),
    ...track(0, 0x91, 60, 80, 0, 0x93, 60, 80, 100, 0x81, 60, 0, 0, 0x83, 60, 0, ...end),
  )
  expect(events.map(([, status]) => status)).toEqual([0xb3, 0x91, 0x93, 0x81, 0x83])
})

test('[FILE-1] a note without length and a note without an off both end', () => {
  const events = listOf(...header(0, 1, 100), ...track(0, 0x90, 60, 80, 0, 0x80, 60, 0, 0, 0x90, 64, 80, ...end))
  const ons = events.filter(([, status]) => status === 0x90)
  const offs = events.filter(([, status]) => status === 0x80)
  expect(ons.map(([, , key]) => key).toSorted((a = 0, b = 0) => a - b)).toEqual([60, 64])
  expect(offs.map(([, , key]) => key).toSorted((a = 0, b = 0) => a - b)).toEqual([60, 64])
})

test('[FILE-1] an off comes before an on at the same time', () => {
  const events = listOf(
    ...header(0, 1, 100),
    ...track(0, 0x90, 60, 80, 100, 0x90, 62, 80, 0, 0x80, 60, 0, 100, 0x80, 62, 0, ...end),
  )
  expect(events.slice(1, 3).map(([, status]) => status)).toEqual([0x80, 0x90])
})

test('[FILE-2] a track that breaks off is played as far as it goes', () => {
  const whole = [...header(0, 1, 100), ...track(0, 0x90, 60, 80, 100, 0x80, 60, 0, ...end)]
  expect(
    listOf(...whole.slice(0, -6))
      .at(-1)
      ?.slice(1),
  ).toEqual([0x80, 60, 64])
})

test('what another program wrote reads the same', () => {
  const midi = new Midi()
  midi.name = 'Étude'
  midi.header.setTempo(90)
  const right = midi.addTrack()
  for (let index = 0; index < 50; index += 1)
    right.addNote({ midi: 60 + (index % 20), ticks: index * 240, durationTicks: 200, velocity: 0.5 })
  right.addCC({ number: 64, ticks: 480, value: 1 })
  const performance = readMidiFile(Uint8Array.from(midi.toArray()))
  const ons = performance.events.filter(({ bytes }) => isNoteOn(bytes))
  expect(ons).toHaveLength(50)
  expect(ons[10]?.atMs).toBeCloseTo((10 * 240 * 60_000) / 90 / 480, 1)
  expect(performance.events.filter(({ bytes }) => isNoteOff(bytes))).toHaveLength(50)
  expect(performance.events.some(({ bytes }) => bytes.join() === '176,64,127')).toBe(true)
  expect(performance.durationMs).toBe(performance.events.at(-1)?.atMs)
})

test('[FILE-2] a file says why it cannot be read', () => {
  const text = new TextEncoder().encode('<!doctype html><title>Not found</title>')
  expect(reasonOf(new Uint8Array(0))).toBe('empty')
  expect(reasonOf(new Uint8Array(largestMidiFileBytes + 1))).toBe('too_big')
  expect(reasonOf(text)).toBe('not_midi')
  expect(reasonOf(Uint8Array.of(0x4d, 0x54, 0x68, 0x64))).toBe('not_midi')
  expect(reasonOf(Uint8Array.from(header(0, 1, 100)))).toBe('no_notes')
  expect(reasonOf(Uint8Array.from([...header(0, 1, 0), ...track(...end)]))).toBe('damaged')
})

const note = [0, 0x90, 60, 80, 100, 0x80, 60, 0]

test.each([
  ['film frames at no known rate', [...header(0, 1, 0x9c28), ...track(...note, ...end)]],
  ['no ticks in a frame', [...header(0, 1, 0xe700), ...track(...note, ...end)]],
  [
    'a chunk that is longer than the file',
    [...header(0, 1, 96), 0x4d, 0x54, 0x72, 0x6b, 0xff, 0xff, 0xff, 0xff, ...note],
  ],
  [
    'a text that is longer than the track',
    [...header(0, 1, 96), ...track(...note, 0, 0xff, 0x01, 0xff, 0xff, 0xff, 0x7f)],
  ],
  ['a delta of five bytes', [...header(0, 1, 96), ...track(...note, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x80, 60, 0)]],
  ['running status before any status', [...header(0, 1, 96), ...track(0, 60, 80, ...note, ...end)]],
  ['a data byte above 127', [...header(0, 1, 96), ...track(...note, 0, 0x90, 60, 200, ...end)]],
  ['a track that breaks off', [...header(0, 1, 96), ...track(...note, 0, 0x90, 60)]],
  ['a header of no length', [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 0, 0, 0, 0, 1, 0, 96, ...track(...note, ...end)]],
])('[FILE-2] %s is refused as damaged', (_, bytes) => {
  expect(reasonOf(Uint8Array.from(bytes), { isStrict: true })).toBe('damaged')
})

test('[FILE-3] endless running status, 65,535 tracks and a piece of four hours are refused', () => {
  const events = Array.from({ length: 300_000 }, (_, index) => [0, 60, index % 2 === 0 ? 80 : 0]).flat()
  const size = [...new Uint8Array(new Uint32Array([events.length + 3]).buffer)].toReversed()
  const running = [...header(0, 1, 96), 0x4d, 0x54, 0x72, 0x6b, ...size, 0, 0x90, ...events.slice(1), 0]
  expect(reasonOf(Uint8Array.from(running), { mostEvents: 200_000 })).toBe('too_much')

  const tracks = new Uint8Array(14 + 65_535 * 8)
  tracks.set(header(1, 65_535, 96))
  for (let index = 0; index < 65_535; index += 1) tracks.set([0x4d, 0x54, 0x72, 0x6b], 14 + index * 8)
  expect(reasonOf(tracks)).toBe('too_much')

  const slow = [...header(0, 1, 1), ...track(0, 0x90, 60, 80, 0x81, 0xe2, 0x00, 0x80, 60, 0, ...end)]
  expect(reasonOf(Uint8Array.from(slow))).toBe('too_long')
})

test('[FILE-2] a tempo of no time is passed over', () => {
  const notes = track(0, 0xff, 0x51, 3, 0, 0, 0, ...note, ...end)
  expect(listOf(...header(0, 1, 100), ...notes).at(-1)?.[0]).toBe(500)
})

test('[FILE-2] garbage after a good header is refused or read in order, never anything else', () => {
  let state = 7
  for (let round = 0; round < 300; round += 1) {
    const noise = Array.from({ length: 200 }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 24)
    const file = Uint8Array.from([...header(1, 1, 96), ...track(...noise)])
    reasonOf(file, { isStrict: true })
    if (reasonOf(file) !== 'readable') continue
    const { events } = readMidiFile(file)
    expect(events.every(({ atMs }, index) => atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true)
    expect(events.filter(({ bytes }) => isNoteOff(bytes)).length).toBeGreaterThan(0)
  }
})
