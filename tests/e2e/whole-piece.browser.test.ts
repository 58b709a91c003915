import { findPiece } from '@tutti/web/catalogue'
import { performScore } from '@tutti/web/perform-score'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loudness, meet, setStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage[Symbol.asyncDispose]())

// It takes as long as the piece does: in a file of its own, the others need not wait for it.
test('[P-061] one plays a bundled piece: the other receives every note once, in order, and it sounds', async () => {
  const { ana, bo } = await meet(stage)
  const piece = findPiece('chopin-prelude-a-major')
  if (!piece) throw new Error('The piece is in the catalogue')
  const score = performScore(piece).events.map(({ bytes }) => Buffer.from(bytes).toString('hex'))
  await ana.page.getByRole('button', { name: 'Pieces' }).click()
  await ana.page.getByRole('button', { name: piece.title }).click()
  if (await ana.page.getByRole('button', { name: 'Play piece' }).isVisible()) {
    await ana.page.getByRole('button', { name: 'Play piece' }).click()
  }

  const levels: number[] = []
  await expect
    .poll(
      async () => {
        levels.push(await loudness(bo.page))
        return bo.ears.events.length
      },
      { timeout: 110_000, interval: 250 },
    )
    .toBeGreaterThanOrEqual(score.length)

  expect(bo.ears.events).toEqual(score)
  const sequences = bo.ears.midi.map(({ sequence }) => sequence)
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index))
  expect(Math.max(...levels)).toBeGreaterThan(0.01)
  expect(levels.filter((level) => level > 0.001).length).toBeGreaterThan(levels.length / 2)
  expect([...ana.faults, ...bo.faults]).toEqual([])
})
