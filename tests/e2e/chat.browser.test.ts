import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { meet, setStage, type Stage, type Visitor } from './stage.ts'
import { violations } from './violations.ts'

let stage: Stage
let ana: Visitor
let bo: Visitor

beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage[Symbol.asyncDispose]())

/** Ana, whose room it is, and Bo, both with the chat open. */
beforeEach(async () => {
  ;({ ana, bo } = await meet(stage, { isMute: true }))
  for (const { page } of [ana, bo]) await page.getByRole('button', { name: /^Chat/ }).click()
  await write(bo, '/nick Bo')
  await ana.page.getByRole('list', { name: 'Players' }).getByText('Bo').waitFor()
})

afterEach(async () => {
  await Promise.all([ana.page.context().close(), bo.page.context().close()])
})

const fieldOf = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Message', exact: true })
const logOf = ({ page }: Visitor) => page.getByRole('log', { name: 'Chat' })

async function write(visitor: Visitor, text: string): Promise<void> {
  await fieldOf(visitor).fill(text)
  await fieldOf(visitor).press('Enter')
}

test('[CHAT-4] [CHAT-5] [CHAT-6] [CHAT-7] they answer, mention, edit and take back', async () => {
  await write(bo, 'Shall we taek it slower?')
  await logOf(ana).getByText('Shall we taek it slower?').waitFor()

  await fieldOf(bo).press('ArrowUp')
  await expect.poll(() => fieldOf(bo).inputValue()).toBe('Shall we taek it slower?')
  await write(bo, 'Shall we take it slower, @Ana?')
  const question = logOf(ana).locator('p', { hasText: 'Shall we take it slower' })
  await question.waitFor()
  expect(await question.textContent()).toContain('edited')
  expect(await logOf(ana).locator('mark').textContent()).toBe('@Ana')

  await question.hover()
  expect(await violations(ana.page, { within: 'aside' })).toEqual([])
  await ana.page.getByRole('button', { name: 'Answer what Bo said' }).click()
  await write(ana, 'Yes')
  await logOf(bo).locator('blockquote', { hasText: 'Shall we take it slower' }).waitFor()

  await question.hover()
  await ana.page.getByRole('button', { name: 'Remove what Bo said' }).click()
  await logOf(bo).locator('blockquote', { hasText: 'removed' }).waitFor()
  expect(await logOf(bo).textContent()).not.toContain('slower')
  expect([...ana.faults, ...bo.faults]).toEqual([])
})

test('[P-060] what is said is text, never markup', async () => {
  const words = 'Bravo! <img src=x onerror="document.title=1">'

  await write(ana, words)

  await logOf(bo).getByText(words).waitFor()
  expect(await bo.page.title()).not.toBe('1')
})

test('[CHAT-10] a slash offers what there is, and an answer is for one alone', async () => {
  await fieldOf(bo).fill('/ro')
  expect(await violations(bo.page, { within: 'aside' })).toEqual([])
  await bo.page.getByRole('list', { name: 'Commands' }).getByRole('button').click()
  expect(await fieldOf(bo).inputValue()).toBe('/roll ')
  await fieldOf(bo).press('Enter')
  await logOf(ana)
    .getByText(/^Bo rolls 1d6: \d$/)
    .waitFor()

  await write(bo, '/users')
  await logOf(bo)
    .getByText(/^2 here: /)
    .waitFor()
  expect(await logOf(ana).textContent()).not.toContain('2 here')
})

test('[P-062] one sees who writes, and where the other points', async () => {
  await fieldOf(bo).pressSequentially('Hm')
  await ana.page.getByText('Bo is writing …').waitFor()
  await write(bo, 'Hm!')
  await ana.page.getByText('Bo is writing …').waitFor({ state: 'detached' })

  const keys = await bo.page.getByTestId('piano').boundingBox()
  if (!keys) throw new Error('There is a piano')
  await bo.page.mouse.move(keys.x + keys.width / 4, keys.y + keys.height / 2)
  const cursor = ana.page.locator('[data-cursor="Bo"]')
  await cursor.waitFor()
  const [box, hers] = [await cursor.boundingBox(), await ana.page.getByTestId('piano').boundingBox()]
  expect(Math.abs((box?.x ?? 0) - ((hers?.x ?? 0) + (hers?.width ?? 0) / 4))).toBeLessThan(20)

  await bo.page.mouse.move(keys.x + 5, 5)
  await cursor.waitFor({ state: 'detached' })
})

test('[DM-1] [DM-3] they write to each other, and nobody reads along', async () => {
  await ana.page.getByRole('list', { name: 'Players' }).getByRole('button', { name: /Bo/ }).click()
  await ana.page.getByRole('button', { name: 'Write to Bo' }).click()
  await ana.page.getByRole('textbox', { name: 'Message to Bo' }).fill('A duet <b>later</b>?')
  await ana.page.getByRole('textbox', { name: 'Message to Bo' }).press('Enter')
  await ana.page.getByRole('log', { name: 'Messages with Bo' }).getByText('A duet <b>later</b>?').waitFor()

  await bo.page.getByRole('button', { name: 'Direct messages, 1 unread' }).click()
  expect(await violations(bo.page, { within: '[role="dialog"]' })).toEqual([])
  await bo.page.getByRole('list', { name: 'Conversations' }).getByRole('button', { name: /Ana/ }).click()
  await bo.page.getByRole('log', { name: 'Messages with Ana' }).getByText('A duet <b>later</b>?').waitFor()
  expect(await violations(bo.page, { within: '[role="dialog"]' })).toEqual([])
  await bo.page.getByRole('button', { name: 'Close' }).click()
  await bo.page.getByRole('button', { name: 'Direct messages', exact: true }).waitFor()
  expect(await logOf(bo).textContent()).not.toContain('duet')
  expect([...ana.faults, ...bo.faults]).toEqual([])
})

test('[CHAT-8] [CHAT-9] whoever runs the room slows the chat down and has it filtered', async () => {
  await ana.page.getByRole('button', { name: 'Room settings' }).click()
  await ana.page.getByRole('spinbutton', { name: /Slow chat/ }).fill('60')
  await ana.page.getByRole('switch', { name: /Mask rude words/ }).click()
  await ana.page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => fieldOf(bo).getAttribute('placeholder')).toContain('one every 60 s')

  await write(bo, 'sh1t 🎹')
  await logOf(ana).getByText('**** 🎹').waitFor()
  await write(bo, 'Again')
  await logOf(bo)
    .getByText(/The chat is slow here/)
    .waitFor()
})
