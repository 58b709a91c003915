import { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setStage, type Stage } from './stage.ts'
import { violations } from './violations.ts'

let stage: Stage
beforeAll(async () => void (stage = await setStage()))
afterAll(() => stage[Symbol.asyncDispose]())

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('[P-092] home and room are accessible to everybody, as far as a machine can tell', async () => {
    const { page, faults } = await stage.visit('/', { colorScheme, reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'Play now' }).waitFor()
    expect(await violations(page)).toEqual([])

    await page.getByRole('button', { name: 'Play now' }).click()
    await page.getByRole('list', { name: 'Players' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

test('[P-038] a room that opens appears in the list without a reload, and one goes in from there', async () => {
  const { page } = await stage.visit('/', { isMute: true })
  using host = await TestPlayer.connect(stage.server, { name: 'Clara' })
  await host.createRoom({ roomName: 'Late Chopin' })

  await page.getByRole('list', { name: 'Rooms' }).getByText('Late Chopin').click({ timeout: 30_000 })

  await page.getByRole('heading', { name: 'Late Chopin' }).waitFor()
  await page.getByRole('list', { name: 'Players' }).getByText('Clara').waitFor()
  await page.context().close()
})

test('[P-040] a room that does not exist is said not to exist', async () => {
  const { page } = await stage.visit('/r/nowhere__', { isMute: true })

  await page.getByRole('heading', { name: 'There is no such room' }).waitFor()
  await page.context().close()
})

test('[P-070] a full room offers to listen, and listening works', async () => {
  using host = await TestPlayer.connect(stage.server, { name: 'Clara' })
  const { room } = await host.createRoom({ roomName: 'Solo', maxUsers: 1 })
  const { page } = await stage.visit(`/r/${room?.roomId}`, { isMute: true })
  await page.getByRole('heading', { name: 'The room is full' }).waitFor()

  await page.getByRole('button', { name: /listen/i }).click()

  await page.getByRole('heading', { name: 'Solo' }).waitFor()
  expect(await host.next('participantJoined')).toMatchObject({ participant: { listens: true } })
  await page.context().close()
})

test('[S-57] a room with a password asks for it, and opens to the right one', async () => {
  using host = await TestPlayer.connect(stage.server, { name: 'Clara' })
  const { room } = await host.createRoom({ roomName: 'Closed circle', password: 'sesame' })
  const { page } = await stage.visit(`/r/${room?.roomId}`, { isMute: true })
  const field = page.getByLabel(/password/i)

  await field.fill('wrong')
  await field.press('Enter')
  await page.getByText('That is not the password').waitFor()
  await field.fill('sesame')
  await field.press('Enter')

  await page.getByRole('heading', { name: 'Closed circle' }).waitFor()
  await page.context().close()
})

test('[P-028] [P-009] one opens an account in the page, and is somebody there after a reload', async () => {
  const { page } = await stage.visit('/', { isMute: true })
  await page.getByRole('button', { name: /^You:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Open one' }).click()
  await dialog.getByLabel('User name').fill('clara')
  await dialog.getByLabel('E-mail').fill('clara@example.com')
  await dialog.getByLabel('Password').fill('Nocturne-9-2')
  await dialog.getByLabel('Password').press('Enter')

  await page.getByRole('button', { name: 'You: clara' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'You: clara' }).waitFor()
  await page.context().close()
})
