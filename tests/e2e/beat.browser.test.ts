import { afterAll, beforeAll, expect, test } from 'vitest'
import { meet, setStage, type Stage, type Visitor } from './stage.ts'
import { violations } from './violations.ts'

let stage: Stage
let ana: Visitor
let bo: Visitor

beforeAll(async () => {
  stage = await setStage()
  ;({ ana, bo } = await meet(stage, { isMute: true }))
})
afterAll(() => stage[Symbol.asyncDispose]())

test('[TIME-2] one sets tempo, meter and mode: the other sees them at once', async () => {
  await ana.page.getByRole('button', { name: /^Beat: 100 a minute, 4\/4, metronome off, live$/ }).click()
  const tempo = ana.page.getByRole('spinbutton', { name: 'Beats a minute' })
  await tempo.fill('92')
  await tempo.press('Enter')
  await ana.page.getByRole('combobox', { name: 'Meter' }).selectOption('3/4')
  await ana.page.getByRole('combobox', { name: 'How the room plays' }).selectOption('interval')
  await ana.page.getByRole('combobox', { name: 'Interval' }).selectOption('2')
  await ana.page.getByRole('switch', { name: 'Metronome for everybody' }).click()

  await bo.page.getByRole('button', { name: /^Beat: 92 a minute, 3\/4, metronome on, interval$/ }).waitFor()
})

test('[TIME-4] a metronome that one starts clicks at both', async () => {
  const clicks = (visitor: Visitor): Promise<number> =>
    visitor.page.evaluate(async () => {
      let started = 0
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function count(this: OscillatorNode, when) {
        started += 1
        start.call(this, when)
      }
      await new Promise((resolve) => void setTimeout(resolve, 2_200))
      OscillatorNode.prototype.start = start
      return started
    })
  const [atAna, atBo] = await Promise.all([clicks(ana), clicks(bo)])

  expect(atAna).toBeGreaterThanOrEqual(2)
  expect(atBo).toBeGreaterThanOrEqual(2)
  expect(atBo).toBeLessThanOrEqual(5)
})

test('the control is accessible, and works from the keyboard', async () => {
  expect(await violations(ana.page, { within: '[role="dialog"]' })).toEqual([])

  const tap = ana.page.getByRole('button', { name: 'Tap' })
  await tap.focus()
  for (let beat = 0; beat < 4; beat += 1) {
    await ana.page.keyboard.press('Space')
    await ana.page.waitForTimeout(500)
  }
  const trigger = bo.page.getByRole('button', { name: /^Beat: 1[012]\d/ })
  await trigger.waitFor({ timeout: 5_000 })
  expect([...ana.faults, ...bo.faults]).toEqual([])
})
