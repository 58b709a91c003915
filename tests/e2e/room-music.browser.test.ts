import { readFile } from 'node:fs/promises'
import { Midi } from '@tonejs/midi'
import { findPiece } from '@tutti/web/catalogue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loudness, meet, setStage, type Stage, type Visitor } from './stage.ts'
import { violations } from './violations.ts'

let stage: Stage
let ana: Visitor
let bo: Visitor

beforeAll(async () => {
  stage = await setStage()
  ;({ ana, bo } = await meet(stage))
})
afterAll(() => stage[Symbol.asyncDispose]())

test('[PLAY-6] [REC-2] the room plays a piece for everybody, is recorded in sight of everybody, and the recording downloads', async () => {
  const piece = findPiece('petzold-minuet-g-major')
  if (!piece) throw new Error('The piece is in the catalogue')
  await ana.page.getByRole('button', { name: 'Music of the room' }).click()
  const music = ana.page.getByRole('dialog', { name: 'Music of the room' })
  await music.getByRole('button', { name: 'Record the room' }).click()
  await bo.page.getByRole('button', { name: /^Recording,/ }).click()
  await bo.page.getByText('Ana began on').waitFor()
  await bo.page.keyboard.press('Escape')

  await music.getByRole('button', { name: piece.title }).click()
  await bo.page.getByRole('button', { name: `Music of the room: ${piece.title}` }).waitFor()
  await expect.poll(() => bo.ears.events.length, { timeout: 20_000 }).toBeGreaterThan(20)
  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeGreaterThan(0.005)
  expect(await bo.page.getByRole('list', { name: 'Players' }).getByRole('listitem').count()).toBe(2)
  expect(await violations(ana.page, { within: '[role=dialog]' })).toEqual([])

  await bo.page.getByRole('button', { name: `Music of the room: ${piece.title}` }).click()
  await bo.page.getByRole('button', { name: 'Vote for the next piece' }).click()
  await music.getByText('1 of 2 votes for the next piece').waitFor()
  await music.getByRole('button', { name: 'Vote for the next piece' }).click()
  await music.getByText('Nothing is playing.').waitFor()
  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeLessThan(0.001)

  await music.getByRole('button', { name: 'End the recording' }).click()
  const [download] = await Promise.all([
    ana.page.waitForEvent('download'),
    music.getByRole('button', { name: /^Download .* as a MIDI file$/ }).click(),
  ])
  const midi = new Midi(await readFile(await download.path()))
  expect(midi.tracks.map(({ name }) => name)).toEqual(['Player'])
  expect(midi.tracks[0]?.notes.length).toBeGreaterThan(10)
  expect([...ana.faults, ...bo.faults]).toEqual([])
})
