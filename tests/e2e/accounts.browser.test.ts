import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitForMail } from '../conformance/piano/mail-folder.ts'
import { createMember, password } from './member.ts'
import { setStage, type Stage } from './stage.ts'
import { violationsInBothThemes } from './violations.ts'

let stage: Stage
beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage[Symbol.asyncDispose]())

/** A picture of one red dot. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

async function openDialog(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in', exact: true }).click()
  return page.getByRole('dialog')
}

async function signIn(page: Page, username: string, secret: string): Promise<void> {
  const dialog = await openDialog(page)
  await dialog.getByLabel('User name or e-mail').fill(username)
  await dialog.getByLabel('Password').fill(secret)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
}

test('[P-028] [P-034] [P-036] one registers, confirms the address, signs in, and says who one is', async () => {
  const { page, faults } = await stage.visit('/', { isMute: true })
  const dialog = await openDialog(page)
  expect(await violationsInBothThemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Open one' }).click()
  await dialog.getByLabel('User name').fill('clara')
  await dialog.getByLabel('E-mail').fill('clara@example.com')
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Open the account' }).click()
  await page.getByRole('button', { name: 'You: clara' }).waitFor()

  const { link } = await waitForMail(stage.server, 'clara@example.com', 'confirm_email')
  await page.goto(link.href)
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor()
  expect(new URL(page.url()).hash).toBe('')
  expect(await violationsInBothThemes(page)).toEqual([])

  await page.getByRole('button', { name: 'You: clara' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signIn(page, 'clara@example.com', password)
  await page.getByRole('button', { name: 'You: clara' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.getByText('confirmed', { exact: true }).waitFor()
  await page.getByLabel('User name').fill('clara.wieck')
  await page.getByLabel('A line under your name').fill('Practising Op. 20')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'You: clara.wieck' }).waitFor()
  await page.getByLabel('Picture').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('button', { name: 'Change the picture' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])

  await page.reload()
  await page.getByRole('button', { name: 'You: clara.wieck' }).waitFor()
  const shown = page.getByRole('main').locator('img')
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  expect(faults).toEqual([])
  await page.context().close()
})

test('a password that was forgotten is set anew by the link of a mail', async () => {
  const robert = await createMember(stage, 'robert')
  const { page, faults } = await stage.visit('/', { isMute: true })
  const dialog = await openDialog(page)
  await dialog.getByRole('button', { name: 'Forgot your password?' }).click()
  await dialog.getByLabel('The e-mail address of your account').fill('robert@example.com')
  await dialog.getByRole('button', { name: 'Set a new password' }).click()
  await dialog.getByText(/is on its way/).waitFor()

  const { link } = await waitForMail(stage.server, 'robert@example.com', 'reset_password')
  await page.goto(link.href)
  const field = page.getByLabel('Your new password')
  await field.fill('short')
  await page.getByRole('button', { name: 'Use this password' }).click()
  await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await field.fill('Mazurka-17-4')
  await page.getByRole('button', { name: 'Use this password' }).click()
  await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()

  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  const again = page.getByRole('dialog')
  await again.getByLabel('User name or e-mail').fill('robert')
  await again.getByLabel('Password').fill('Mazurka-17-4')
  await again.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'You: robert' }).waitFor()
  await expect(robert.client.call('getProfile')).rejects.toMatchObject({ status: 401 })
  expect(faults.filter((fault) => !fault.includes('status of 400'))).toEqual([])
  await page.context().close()
})

test('a guest keeps who they are as an account, and stays in their room', async () => {
  const { page, faults } = await stage.visit('/', { isMute: true })
  await page.getByRole('textbox', { name: 'Your name' }).fill('Fanny M')
  await page.getByRole('button', { name: 'Play now' }).click()
  await page.waitForURL('**/r/*')
  await page.getByRole('button', { name: 'You: Fanny M' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Keep this account' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  const idBefore = await ownId(page)

  await page.getByLabel('User name').fill('fanny')
  await page.getByLabel('E-mail').fill('fanny@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Keep this account' }).click()
  await page.getByRole('button', { name: 'You: fanny' }).waitFor()
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()

  expect(await ownId(page)).toBe(idBefore)
  await page.goBack()
  await page.getByRole('list', { name: 'Players' }).getByText('fanny').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test('a password is changed where one is signed in: the wrong one is asked once, the right one signs nobody out here', async () => {
  const johannes = await createMember(stage, 'johannes')
  const { page } = await johannes.visit('/settings')
  const asked: string[] = []
  page.on('request', (request) => request.method() !== 'GET' && asked.push(new URL(request.url()).pathname))
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByLabel('The one you have').fill('Not-the-1')
  await page.getByLabel('The new one').fill('Mazurka-17-4')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('That is not your password.').waitFor()
  expect(asked).toEqual(['/api/users/profile/password'])

  await page.getByLabel('The one you have').fill(password)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Your password is changed. Every other session has ended.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'You: johannes' }).waitFor()
  await page.getByText('This one').waitFor()

  expect(asked).toEqual(['/api/users/profile/password', '/api/users/profile/password'])
  await page.context().close()
})

test('an account is deleted with its password, and is nobody afterwards', async () => {
  const hector = await createMember(stage, 'hector')
  const { page } = await hector.visit('/settings')
  await page.getByRole('button', { name: 'Delete the account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('Not-the-1')
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await dialog.getByText('That is not your password.').waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()

  await page.getByText('Your account is deleted.').waitFor()
  await page.goto(new URL('/u/hector', stage.server.url).href)
  await page.getByRole('heading', { name: 'Nobody is called hector' }).waitFor()
  await page.context().close()
})

function ownId(page: Page): Promise<string> {
  return page.evaluate(() => JSON.parse(localStorage.getItem('tutti.session') ?? '{}').user?.userId)
}
