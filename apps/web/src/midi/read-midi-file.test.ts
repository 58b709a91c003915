import { Midi } from '@tonejs/midi'
import { expect, test } from 'vitest'
import { isNoteOff, isNoteOn } from './channel-message.ts'
import { largestMidiFileBytes, readMidiFile, UnreadableMidiFile } from './read-midi-file.ts'

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
  return readMidiFile(Uint8Array.from(bytes).buffer)
}

function listOf(...bytes: number[]) {
  return read(...bytes).events.map(({ atMs, bytes: message }) => [atMs].concat(Array.from(message)))
}

function reasonOf(file: ArrayBuffer): string {
  try {
    readMidiFile(file)
  } catch (error) {
    if (error instanceof UnreadableMidiFile) return error.reason
    throw error
  }
  return 'readable'
}

test('notes, pedal, program and bend of a simple file', () => {
  const events = listOf(
    ...header(0, 1, 100),
    ...track(0, 0xc0, 5, 0, 0xb0, 64, 127, 0, 0x90, 60, 80, 50, 0xe0, 0, 80, 50, 0x80, 60, 10, ...end),
  )
  expect(events).toEqual([
    [0, 0xc0, 5],
    [0, 0xb0, 64, 127],
    [0, 0x90, 60, 80],
    [250, 0xe0, 0, 80],
    [500, 0x80, 60, 64],
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

test('a note without length and a note without an off both end', () => {
  const events = listOf(...header(0, 1, 100), ...track(0, 0x90, 60, 80, 0, 0x80, 60, 0, 0, 0x90, 64, 80, ...end))
  const ons = events.filter(([, status]) => status === 0x90)
  const offs = events.filter(([, status]) => status === 0x80)
  expect(ons.map(([, , key]) => key).toSorted((a = 0, b = 0) => a - b)).toEqual([60, 64])
  expect(offs.map(([, , key]) => key).toSorted((a = 0, b = 0) => a - b)).toEqual([60, 64])
})

test('an off comes before an on at the same time', () => {
  const events = listOf(
    ...header(0, 1, 100),
    ...track(0, 0x90, 60, 80, 100, 0x90, 62, 80, 0, 0x80, 60, 0, 100, 0x80, 62, 0, ...end),
  )
  expect(events.slice(1, 3).map(([, status]) => status)).toEqual([0x80, 0x90])
})

test('a track that breaks off is played as far as it goes', () => {
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
  const performance = readMidiFile(Uint8Array.from(midi.toArray()).buffer)
  const ons = performance.events.filter(({ bytes }) => isNoteOn(bytes))
  expect(ons).toHaveLength(50)
  expect(ons[10]?.atMs).toBeCloseTo((10 * 240 * 60_000) / 90 / 480, 1)
  expect(performance.events.filter(({ bytes }) => isNoteOff(bytes))).toHaveLength(50)
  expect(performance.events.some(({ bytes }) => bytes.join() === '176,64,127')).toBe(true)
  expect(performance.durationMs).toBe(performance.events.at(-1)?.atMs)
})

test('a file says why it cannot be read', () => {
  const text = new TextEncoder().encode('<!doctype html><title>Not found</title>')
  expect(reasonOf(new ArrayBuffer(0))).toBe('empty')
  expect(reasonOf(new ArrayBuffer(largestMidiFileBytes + 1))).toBe('too_big')
  expect(reasonOf(text.buffer)).toBe('not_midi')
  expect(reasonOf(Uint8Array.of(0x4d, 0x54, 0x68, 0x64).buffer)).toBe('not_midi')
  expect(reasonOf(Uint8Array.from(header(0, 1, 100)).buffer)).toBe('no_notes')
  expect(reasonOf(Uint8Array.from([...header(0, 1, 0), ...track(...end)]).buffer)).toBe('damaged')
})

test('garbage after a good header is refused or read in order, never anything else', () => {
  let state = 7
  for (let round = 0; round < 300; round += 1) {
    const noise = Array.from({ length: 200 }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 24)
    const file = Uint8Array.from([...header(1, 1, 96), ...track(...noise)]).buffer
    if (reasonOf(file) !== 'readable') continue
    const { events } = readMidiFile(file)
    expect(events.every(({ atMs }, index) => atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true)
    expect(events.filter(({ bytes }) => isNoteOff(bytes)).length).toBeGreaterThan(0)
  }
})
