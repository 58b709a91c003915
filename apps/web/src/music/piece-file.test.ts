import { isNoteOn, readMidiFile } from '@tutti/core'
import { expect, test } from 'vitest'
import { pieces } from '../pieces/catalogue.ts'
import { performScore } from '../pieces/perform-score.ts'
import { pieceFile } from './piece-file.ts'

test.each(pieces)('[PLAY-1] $title is small enough for the player, and every note of it is at its time', (piece) => {
  const file = pieceFile(piece)
  const notesOf = ({ events }: Pick<ReturnType<typeof performScore>, 'events'>) =>
    events.filter(({ bytes }) => isNoteOn(bytes)).map(({ atMs, bytes }) => ({ atMs, name: bytes.join() }))
  const written = notesOf(performScore(piece))
  const read = notesOf(readMidiFile(file, { isStrict: true }))

  expect(file.length).toBeLessThan(1024 * 1024)
  expect(read.map(({ name }) => name).toSorted()).toEqual(written.map(({ name }) => name).toSorted())
  read.forEach(({ atMs }, index) => expect(Math.abs(atMs - (written[index]?.atMs ?? 0))).toBeLessThan(1))
})
