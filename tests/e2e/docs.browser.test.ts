import { blackPng } from '../conformance/piano/pictures.ts'
import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { launchChromium } from '@tutti/testkit/browser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
let browser: Browser
beforeAll(async () => {
  server = await startTestServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

interface Try {
  /** What is written in the place of a parameter. */
  readonly params?: Readonly<Record<string, string>>
  /** Sent in a form. */
  readonly picture?: Uint8Array
}

/** Presses "Try it out" and "Execute", and answers what the page shows. Without a word, the body is the page's own example. */
async function tryOut(page: Page, operation: string, { params = {}, picture }: Try = {}) {
  const block = page.locator(`.opblock[id$="-${operation}"]`)
  await block.locator('.opblock-summary-control').click()
  await block.getByRole('button', { name: 'Try it out' }).click()
  for (const [name, value] of Object.entries(params)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value)
  }
  if (picture) {
    await block.locator('.opblock-section-request-body select').first().selectOption('multipart/form-data')
    const file = { name: 'black.png', mimeType: 'image/png', buffer: Buffer.from(picture) }
    await block.locator('input[type=file]').first().setInputFiles(file)
  }
  const answering = page.waitForResponse((response) => response.url().startsWith(`${server.url}/api/`))
  await block.getByRole('button', { name: 'Execute' }).click()
  const answer = await answering
  const shown = await block.locator('.live-responses-table tbody .response-col_status').first().innerText()
  await block.locator('.opblock-summary-control').click()
  const { data = {}, error } = (await answer.json()) as {
    data?: Record<string, unknown>
    error?: { code: string; details: unknown }
  }
  return { status: Number.parseInt(shown, 10), data, code: error?.code, details: error?.details }
}

test('[P-092] whoever reads the documentation tries it out there: account, token, room, picture, refusal', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text())
  })
  await page.goto(`${server.url}/docs`)
  await page.locator('.opblock').first().waitFor()

  expect(await tryOut(page, 'register')).toMatchObject({ status: 201, data: { username: 'clara' } })
  const { data } = await tryOut(page, 'logIn')
  expect(await tryOut(page, 'getProfile')).toMatchObject({ status: 401, code: 'AUTHENTICATION_ERROR' })

  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const dialog = page.locator('.modal-ux')
  await dialog.locator('input').fill(String(data['token']))
  await dialog.getByRole('button', { name: /Apply|Authorize/ }).click()
  await dialog.getByRole('button', { name: 'Close' }).first().click()

  expect(await tryOut(page, 'updateProfile')).toMatchObject({ status: 200, data: { name: 'Clara' } })
  const room = await tryOut(page, 'createRoom')
  expect(room).toMatchObject({ status: 201, data: { room_name: 'Late Chopin' } })
  const roomId = String(room.data['room_id'])
  expect(await tryOut(page, 'updateRoom', { params: { room_id: roomId } })).toMatchObject({ status: 200 })
  expect(await tryOut(page, 'listRooms')).toMatchObject({ status: 200, data: { rooms: [{ room_id: roomId }] } })
  expect(await tryOut(page, 'uploadAvatar', { picture: blackPng })).toMatchObject({
    status: 200,
    data: { avatar_url: expect.stringContaining('/avatars/') },
  })
  expect(await tryOut(page, 'getRoom', { params: { room_id: 'invalid_room_123' } })).toMatchObject({
    status: 404,
    code: 'ROOM_NOT_FOUND',
  })
  expect(await tryOut(page, 'logOut')).toMatchObject({ status: 200 })
  expect(faults).toEqual([])
})
