import { PieceReader, readMidiFile, RecordingLogWriter, writeMidiFile } from '@tutti/core'
import { expect, test } from 'vitest'
import { startMidiWorks } from './start-midi-works.ts'

const events = [
  { atMs: 0, bytes: Uint8Array.of(0x90, 60, 80) },
  { atMs: 500, bytes: Uint8Array.of(0x80, 60, 64) },
]

test('[PLAY-1] a file is read into a piece, off the main thread', async () => {
  await using works = startMidiWorks()
  const piece = await works.readFile(writeMidiFile({ name: '', tracks: [{ name: '', events }] }), 'Duo')

  expect(piece).toMatchObject({ title: 'Duo', durationMs: 500 })
  const reader = new PieceReader(piece)
  expect([...reader.next().bytes, reader.nextMs]).toEqual([0x90, 60, 80, 500])
})

test('[FILE-2] what cannot be read says why, and the next job is done', async () => {
  await using works = startMidiWorks()
  const bad = works.readFile(Uint8Array.of(1, 2, 3), 'x')
  const good = works.readFile(writeMidiFile({ name: 'A', tracks: [{ name: '', events }] }), 'x')

  await expect(bad).rejects.toMatchObject({ code: 'unreadable_midi_file', about: { reason: 'not_midi' } })
  expect((await good).title).toBe('A')
})

test('[REC-8] a recording becomes a file, or a piece', async () => {
  await using works = startMidiWorks()
  const log = new RecordingLogWriter(1_000)
  log.notes(2, 1_100, Uint8Array.of(0, 0x90, 60, 80))
  log.notes(2, 1_600, Uint8Array.of(0, 0x80, 60, 64))
  const recording = { name: 'Evening', durationMs: 1_000, log: log.take() }

  const file = await works.exportRecording({ ...recording, players: [{ number: 2, userId: null, username: 'Bo' }] })
  expect(readMidiFile(file).events.map(({ atMs }) => Math.round(atMs))).toEqual([100, 600])
  expect(await works.mergeRecording(recording)).toMatchObject({ title: 'Evening', durationMs: 600 })
})

test('what is waiting at the end is refused', async () => {
  const works = startMidiWorks()
  const pending = works.readFile(Uint8Array.of(1), 'x')
  await works[Symbol.asyncDispose]()
  await expect(pending).rejects.toMatchObject({ code: 'unavailable' })
  await expect(works.readFile(Uint8Array.of(1), 'x')).rejects.toMatchObject({ code: 'unavailable' })
})
