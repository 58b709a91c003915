import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loudness, meet, setStage, type Stage, type Visitor } from './stage.ts'

let stage: Stage
let ana: Visitor
let bo: Visitor

beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage[Symbol.asyncDispose]())

beforeEach(async () => void ({ ana, bo } = await meet(stage)))

afterEach(async () => {
  await Promise.all([ana.page.context().close(), bo.page.context().close()])
})

test("[P-061] a key that one presses is lit and heard at the other's, and goes out when it is let go", async () => {
  const middleC = bo.page.locator('[data-key="60"]')
  await ana.page.getByRole('region', { name: 'Notes' }).click()
  const look = (): Promise<string> => middleC.evaluate((key) => key.className)
  const dark = await look()

  await ana.page.keyboard.down('KeyQ')
  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeGreaterThan(0.005)
  expect(await look()).not.toBe(dark)

  await ana.page.keyboard.up('KeyQ')
  await expect.poll(look, { timeout: 20_000 }).toBe(dark)
  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeLessThan(0.001)
})

test('[NOTE-6] a player that vanishes with a key down leaves no sound behind', async () => {
  await ana.page.getByRole('region', { name: 'Notes' }).click()
  await ana.page.keyboard.down('KeyQ')
  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeGreaterThan(0.005)

  await ana.page.close()

  await expect.poll(() => loudness(bo.page), { timeout: 20_000 }).toBeLessThan(0.001)
  await bo.page.getByRole('list', { name: 'Players' }).getByText('Ana').waitFor({ state: 'detached' })
})
