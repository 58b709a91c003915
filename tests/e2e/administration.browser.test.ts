import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { giveRoles } from '@tutti/testkit/server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMember, type Member } from './member.ts'
import { setStage, type Stage } from './stage.ts'
import { violationsInBothThemes } from './violations.ts'

let folder: string
let stage: Stage
let ada: Member
let clara: Member
let robert: Member

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tutti-admin-'))
  // The operator gives roles from beside the server, which takes a database that is a file.
  stage = await setStage({ databaseUrl: `file:${join(folder, 'tutti.db')}` })
  ada = await createMember(stage, 'ada')
  clara = await createMember(stage, 'clara')
  robert = await createMember(stage, 'robert')
  await giveRoles(stage.server, ada.userId, ['member', 'admin'])
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

async function administration(tab: string) {
  const visitor = await ada.visit('/admin')
  await openTab(visitor.page, tab)
  return visitor
}

test('who does not run the place finds the door closed', async () => {
  const { page } = await robert.visit('/admin')
  await page.getByRole('heading', { name: 'This is for those who run the place' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.context().close()
})

test('[P-018] [P-020] a report is read, and whom it is about is suspended at once and let in again', async () => {
  await clara.client.call('fileReport', {
    body: { userId: robert.userId, reason: 'spam', comment: 'The same scale all day' },
  })
  const his = await robert.visit('/')
  await his.page.getByRole('button', { name: 'Play now' }).click()
  await his.page.getByRole('list', { name: 'Players' }).waitFor()

  const { page, faults } = await administration('Reports')
  await page.getByText('The same scale all day').waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Suspend robert…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Suspend robert?' })
  await dialog.getByLabel('Why').fill('One scale is enough')
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('robert is suspended.').waitFor()
  await his.page.getByRole('heading', { name: 'You cannot play here at the moment' }).waitFor()
  await his.page.getByText('One scale is enough').waitFor()
  await his.page.reload()
  await his.page.getByText('One scale is enough').waitFor()
  await page.getByText('Nothing waits. All is well.').waitFor()

  await page.getByLabel('Which reports').selectOption('resolved')
  await page.getByRole('button', { name: 'Let robert in again…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift the suspension' }).click()
  await page.getByText('robert may come in again.').waitFor()
  await expect(robert.client.call('getProfile')).resolves.toMatchObject({ username: 'robert' })

  await openTab(page, 'Audit log')
  await page.getByText('lifted the suspension: robert').waitFor()
  await page.getByRole('button', { name: 'Let robert in again…' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  expect(faults).toEqual([])
  await Promise.all([page.context().close(), his.page.context().close()])
})

test('[P-063] what an admin tells everybody reaches another browser, and a warning stays until it is closed', async () => {
  const hers = await clara.visit('/')
  await hers.page.getByRole('button', { name: 'Play now' }).click()
  await hers.page.getByRole('list', { name: 'Players' }).waitFor()
  const { page } = await administration('Server')
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByLabel('What to say').fill('Concert at eight in the Green Room')
  await page.getByRole('button', { name: 'Tell everybody' }).click()
  await hers.page.getByRole('status', { name: 'Notices' }).getByText('Concert at eight in the Green Room').waitFor()

  await page.getByLabel('What to say').fill('The piano moves at nine')
  await page.getByLabel('What it is').selectOption('warning')
  await page.getByRole('button', { name: 'Tell everybody' }).click()
  const urgent = hers.page.getByRole('alert', { name: 'Urgent notices' })
  await urgent.getByText('The piano moves at nine').waitFor()
  expect(await violationsInBothThemes(hers.page)).toEqual([])
  await urgent.getByRole('button', { name: 'Close this notice' }).click()
  await urgent.getByText('The piano moves at nine').waitFor({ state: 'detached' })
  await Promise.all([page.context().close(), hers.page.context().close()])
})

test('invites are made, listed and revoked', async () => {
  const { page, faults } = await administration('Invites')
  await page.getByText('Nobody has been invited yet.').waitFor()
  await page.getByLabel('For whom, if you want to remember').fill('The Wednesday class')
  await page.getByLabel('Accounts it opens').fill('20')
  await page.getByRole('button', { name: 'Make a code' }).click()
  const code = await page.getByRole('status', { name: 'Invite code' }).textContent()
  expect(code).toMatch(/^\S{8,}$/)
  const list = page.getByRole('list', { name: 'Invites' })
  await list.getByText(/^0 of 20 accounts opened, good until/).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])

  await list.getByRole('button', { name: 'Revoke the invite: The Wednesday class' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Nobody has been invited yet.').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test('addresses are banned, listed and let in again', async () => {
  const { page, faults } = await administration('Addresses')
  await page.getByText('No address is banned.').waitFor()
  await page.getByLabel('Address, or a range of them').fill('not an address')
  await page.getByLabel('Why').fill('A flood of guests')
  await page.getByRole('button', { name: 'Ban the address' }).click()
  await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  await page.getByLabel('Address, or a range of them').fill('192.0.2.0/24')
  await page.getByRole('button', { name: 'Ban the address' }).click()
  const list = page.getByRole('list', { name: 'Banned addresses' })
  await list.getByText('192.0.2.0/24').waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])

  await list.getByRole('button', { name: 'Lift the ban of 192.0.2.0/24' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift the ban' }).click()
  await page.getByText('No address is banned.').waitFor()
  expect(faults.filter((fault) => !fault.includes('status of 400'))).toEqual([])
  await page.context().close()
})

test('people are found, given roles, and let in again by name', async () => {
  const { page, faults } = await administration('People')
  await page.getByRole('searchbox', { name: 'Search people' }).fill('clar')
  await page.getByRole('button', { name: 'What to do about clara' }).click()
  await page.getByRole('menuitem', { name: 'Roles…' }).click()
  const roles = page.getByRole('dialog', { name: 'Roles of clara' })
  await roles.getByText(/^Moderator:/).click()
  await roles.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The roles of clara are changed.').waitFor()
  await page.getByText('moderator', { exact: true }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])

  await page.getByRole('button', { name: 'What to do about clara' }).click()
  await page.getByRole('menuitem', { name: 'Lift a suspension…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift the suspension' }).click()
  await page.getByText('clara may come in again.').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})
