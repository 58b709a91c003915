import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMember, type Member } from './member.ts'
import { setStage, type Stage, type Visitor } from './stage.ts'
import { violationsInBothThemes } from './violations.ts'

let stage: Stage
let clara: Member
let robert: Member

beforeAll(async () => {
  stage = await setStage()
  clara = await createMember(stage, 'clara')
  robert = await createMember(stage, 'robert')
})
afterAll(() => stage[Symbol.asyncDispose]())

async function amongFriends(member: Member): Promise<Visitor> {
  const visitor = await member.visit('/')
  await visitor.page.getByRole('tab', { name: 'Friends' }).click()
  await visitor.page.getByRole('textbox', { name: 'User name of a friend to add' }).waitFor()
  return visitor
}

const friendsOf = (page: Page) => page.getByRole('list', { name: 'Friends', exact: true })

async function add(page: Page, username: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name of a friend to add' }).fill(username)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

test('[P-037] one asks, the other accepts; one blocks, and lets in again', async () => {
  const hers = await amongFriends(clara)
  await add(hers.page, 'nobody-of-that-name')
  await hers.page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  await add(hers.page, 'robert')
  await hers.page.getByRole('list', { name: 'Whom you have asked' }).getByText('robert').waitFor()

  const his = await amongFriends(robert)
  const asking = his.page.getByRole('list', { name: 'Who asks to be your friend' })
  await asking.getByText('clara').waitFor()
  expect(await violationsInBothThemes(his.page)).toEqual([])
  await asking.getByRole('button', { name: 'Accept' }).click()
  await friendsOf(his.page).getByText('clara').waitFor()

  await hers.page.reload()
  await hers.page.getByRole('tab', { name: 'Friends' }).click()
  await friendsOf(hers.page).getByText('robert').waitFor()
  expect(await violationsInBothThemes(hers.page)).toEqual([])

  await his.page.getByRole('button', { name: 'More about clara' }).click()
  await his.page.getByRole('menuitem', { name: /Block/ }).click()
  await his.page.getByRole('dialog').getByRole('button', { name: /Block/ }).click()
  await friendsOf(his.page).getByText('clara').waitFor({ state: 'detached' })
  await his.page.getByRole('button', { name: 'Whom you block' }).click()
  const blocked = his.page.getByRole('list', { name: 'Whom you block' })
  await blocked.getByText('clara').waitFor()
  await blocked.getByRole('button', { name: 'Unblock' }).click()
  await his.page.getByText('You block nobody.').waitFor()
  expect([...his.faults, ...hers.faults.filter((fault) => !fault.includes('404'))]).toEqual([])
  await Promise.all([his.page.context().close(), hers.page.context().close()])
})

test('[P-035] a page of somebody tells who they are, and from there one becomes friends and reports', async () => {
  await clara.client.account.updateProfile({ name: 'Clara', surname: 'Wieck', statusText: 'Practising Op. 20' })
  const fanny = await createMember(stage, 'fanny')
  const { page, faults } = await fanny.visit('/u/clara')
  await page.getByRole('heading', { name: 'clara', exact: true }).waitFor()
  await page.getByText('Clara Wieck').waitFor()
  await page.getByText('Practising Op. 20').waitFor()
  await page.getByRole('button', { name: 'Friends, block, report' }).click()
  await page.getByRole('button', { name: 'Add as a friend' }).click()
  await page.getByRole('button', { name: 'Asked to be friends' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])

  await page.getByRole('button', { name: 'Report…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Report clara' })
  await dialog.getByLabel('What should a moderator know?').fill('Plays far too well')
  await dialog.getByRole('button', { name: 'Report', exact: true }).click()
  await page.getByText('Thank you. A moderator will look at it.').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})
