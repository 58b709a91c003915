import { Midi } from '@tonejs/midi'
import { array, assert, constantFrom, integer, nat, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { isNoteOff, isNoteOn } from './close-notes.ts'
import type { TimedMidiEvent } from './performance.ts'
import { readMidiFile } from './read-midi-file.ts'
import { writeMidiFile, type TempoChange } from './write-midi-file.ts'

const notes = array(
  record({
    key: nat(127),
    velocity: integer({ min: 1, max: 127 }),
    gapMs: nat(2_000),
    lengthMs: integer({ min: 5, max: 3_000 }),
  }),
  { minLength: 1, maxLength: 60 },
)
const tempos = array(
  record({
    atMs: nat(60_000),
    microsPerQuarter: integer({ min: 100_000, max: 2_000_000 }),
    meter: record({ beats: integer({ min: 1, max: 12 }), unit: constantFrom(2, 4, 8) }),
  }),
  { maxLength: 5 },
)

/** One note after the other, each key up before it goes down again. */
function performanceOf(written: readonly { key: number; velocity: number; gapMs: number; lengthMs: number }[]) {
  const events: TimedMidiEvent[] = []
  let atMs = 0
  for (const { key, velocity, gapMs, lengthMs } of written) {
    atMs += gapMs + 2
    events.push({ atMs, bytes: Uint8Array.of(0x90, key, velocity) })
    atMs += lengthMs
    events.push({ atMs, bytes: Uint8Array.of(0x80, key, 64) })
  }
  return events
}

test('[FILE-4] what is written reads the same within a millisecond, under any tempo', () => {
  assert(
    property(notes, tempos, string(), (written, changes: readonly TempoChange[], name) => {
      const events = performanceOf(written)
      const read = readMidiFile(writeMidiFile({ name, tempos: changes, tracks: [{ name: 'A', events }] }), {
        isStrict: true,
      })

      expect(read.events.map(({ bytes }) => [...bytes])).toEqual(events.map(({ bytes }) => [...bytes]))
      const farthestMs = Math.max(...read.events.map(({ atMs }, index) => Math.abs(atMs - (events[index]?.atMs ?? 0))))
      expect(farthestMs).toBeLessThan(1.2)
    }),
  )
})

test('[FILE-4] another library reads the tracks, their names, the pedal and the tempo', () => {
  const events = [
    { atMs: 0, bytes: Uint8Array.of(0xb0, 64, 127) },
    ...performanceOf([{ key: 60, velocity: 100, gapMs: 500, lengthMs: 250 }]),
  ]
  const waltz = { atMs: 0, microsPerQuarter: 600_000, meter: { beats: 3, unit: 4 } }

  const midi = new Midi(
    writeMidiFile({
      name: 'Etude No. 1',
      tempos: [waltz],
      tracks: [
        { name: 'Zoë', events },
        { name: '박', events },
      ],
    }),
  )

  expect(midi.name).toBe('Etude No. 1')
  expect(
    midi.tracks.map(({ notes: heard }) => heard.map(({ midi: key, time }) => [key, Math.round(time * 1000)])),
  ).toEqual([[[60, 502]], [[60, 502]]])
  expect(midi.tracks[0]?.controlChanges[64]?.[0]?.value).toBe(1)
  expect(midi.header.tempos[0]?.bpm).toBeCloseTo(100, 3)
  expect(midi.header.timeSignatures[0]?.timeSignature).toEqual([3, 4])
})

test('[FILE-4] names keep their letters in every script', () => {
  const events = performanceOf([{ key: 60, velocity: 1, gapMs: 0, lengthMs: 10 }])
  for (const name of ['Mellow Heron', 'Zoë', '박소현', '🎹 duo', 'Щедрик']) {
    expect(readMidiFile(writeMidiFile({ name, tracks: [{ name: '', events }] })).name).toBe(name)
  }
})

test('[FILE-4] every note of what is read ends', () => {
  const events = [{ atMs: 10, bytes: Uint8Array.of(0x90, 60, 1) }]
  const { events: read } = readMidiFile(writeMidiFile({ name: 'Open', tracks: [{ name: '', events }] }))
  expect([
    read.filter(({ bytes }) => isNoteOn(bytes)).length,
    read.filter(({ bytes }) => isNoteOff(bytes)).length,
  ]).toEqual([1, 1])
})
