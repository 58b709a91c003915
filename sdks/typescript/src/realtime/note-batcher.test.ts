import { unpackMidi } from '@tutti/core'
import { expect, test } from 'vitest'
import { VirtualTime } from '../testing/virtual-time.ts'
import { NoteBatcher } from './note-batcher.ts'
import type { PackedNotes } from './wire.ts'

const noteOn = (key: number) => Uint8Array.of(0x90, key, 100)

function createBatcher() {
  const time = new VirtualTime()
  const sent: { atMs: number; notes: PackedNotes }[] = []
  const batcher = new NoteBatcher({
    clock: time,
    timers: time,
    now: () => time.wallMs(),
    send: (notes) => sent.push({ atMs: time.wallMs(), notes }),
  })
  return { time, sent, batcher, startMs: time.wallMs() }
}

const keysOf = ({ midi }: PackedNotes) => unpackMidi(midi).map(({ bytes }) => bytes[1])

test('a single note leaves at the end of its turn', async () => {
  const { time, sent, batcher, startMs } = createBatcher()
  batcher.play(noteOn(60))
  expect(sent).toEqual([])
  await time.pass(0)

  expect(sent.map(({ atMs }) => atMs)).toEqual([startMs])
})

test('a chord of one turn is one message', async () => {
  const { time, sent, batcher } = createBatcher()
  for (const key of [60, 64, 67]) batcher.play(noteOn(key))
  await time.pass(20)

  expect(sent.map(({ notes }) => keysOf(notes))).toEqual([[60, 64, 67]])
})

test('a run of notes is gathered for at most 8 ms, each with its own moment', async () => {
  const { time, sent, batcher, startMs } = createBatcher()
  for (let key = 60; key < 70; key += 1) {
    batcher.play(noteOn(key))
    await time.pass(2)
  }
  await time.pass(20)

  expect(sent.map(({ atMs }) => atMs - startMs)).toEqual([0, 8, 16, 24])
  expect(sent.map(({ notes }) => keysOf(notes))).toEqual([[60], [61, 62, 63], [64, 65, 66, 67], [68, 69]])
  const second = sent[1]?.notes
  expect(unpackMidi(second?.midi ?? new Uint8Array()).map(({ offsetMs }) => offsetMs)).toEqual([0, 2, 4])
})

test('playAt sends in messages of at most 250 ms, each 200 ms before it is due', async () => {
  const { time, sent, batcher, startMs } = createBatcher()
  batcher.playAt([0, 200, 1_000, 1_100].map((ms, index) => ({ atMs: startMs + ms, bytes: noteOn(60 + index) })))
  await time.pass(2_000)

  expect(sent.map(({ atMs }) => atMs - startMs)).toEqual([0, 800])
  expect(sent.map(({ notes }) => keysOf(notes))).toEqual([
    [60, 61],
    [62, 63],
  ])
})

test('playAt refuses the whole of it when one event is illegal', async () => {
  const { time, sent, batcher, startMs } = createBatcher()
  const events = [noteOn(60), Uint8Array.of(0x90, 60)].map((bytes) => ({ atMs: startMs, bytes }))

  expect(() => batcher.playAt(events)).toThrow(expect.objectContaining({ code: 'illegal_midi' }))
  await time.pass(100)
  expect(sent).toEqual([])
})

test('clear forgets what waits and leaves no timer', async () => {
  const { time, sent, batcher, startMs } = createBatcher()
  batcher.play(noteOn(60))
  batcher.playAt([{ atMs: startMs + 5_000, bytes: noteOn(61) }])
  batcher.play(noteOn(62))
  batcher.clear()
  await time.pass(10_000)

  expect(sent.map(({ notes }) => keysOf(notes))).toEqual([[60]])
  expect(time.pending).toBe(0)
})
