import { TestPlayer } from '@tutti/testkit/server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMember, type Member } from './member.ts'
import { setStage, type Stage, type Visitor } from './stage.ts'
import { violationsInBothThemes } from './violations.ts'

let stage: Stage
let clara: Member
let robert: Member
let hers: Visitor
let his: Visitor
let roomId: string

beforeAll(async () => {
  stage = await setStage()
  clara = await createMember(stage, 'clara')
  robert = await createMember(stage, 'robert')
  hers = await clara.visit('/')
  his = await robert.visit('/')
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Clara runs a room that lasts, and Robert is in it. */
beforeEach(async () => {
  roomId = (await clara.client.rooms.create({ roomName: 'Late Chopin' })).roomId
  const { href } = new URL(`/r/${roomId}`, stage.server.url)
  await Promise.all([hers.page.goto(href), his.page.goto(href)])
  await players(hers.page).getByText('robert').waitFor()
})

const players = (page: Page) => page.getByRole('list', { name: 'Players' })

async function openMenuOf(page: Page, username: string): Promise<void> {
  await players(page).getByRole('button', { name: username }).click()
  await page.getByRole('dialog', { name: username }).waitFor()
}

async function say(page: Page, text: string): Promise<void> {
  if (!(await page.getByRole('textbox', { name: 'Message' }).isVisible()))
    await page.getByRole('button', { name: /^Chat/ }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
}

test('[P-041] [P-070] whoever runs the room changes it for everyone who is in it', async () => {
  const { page, faults } = hers
  await page.getByRole('button', { name: 'Room settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Room settings' })
  expect(await violationsInBothThemes(page)).toEqual([])
  await dialog.getByLabel('Name').fill('Early Brahms')
  await dialog.getByLabel('Places at the piano').fill('2')
  await dialog.getByLabel('Password').fill('sesame')
  await dialog.getByText('Chat', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The room is changed.').waitFor()

  await his.page.getByRole('heading', { name: 'Early Brahms' }).waitFor()
  await his.page.getByRole('button', { name: /^Chat/ }).click()
  await his.page.getByText('Chat is switched off in this room.').waitFor()
  const stranger = await stage.visit(`/r/${roomId}`, { isMute: true })
  await stranger.page.getByRole('heading', { name: 'This room has a password' }).waitFor()
  expect([...faults, ...his.faults]).toEqual([])
  await stranger.page.context().close()
})

test('the link of a room is copied, and whoever pastes it is in', async () => {
  await hers.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await hers.page.getByRole('button', { name: 'Invite: copy the link' }).first().click()
  await hers.page.getByText('Link copied. Whoever opens it is in the room.').waitFor()
  const link = await hers.page.evaluate(() => navigator.clipboard.readText())

  const guest = await stage.visit('/', { isMute: true })
  await guest.page.getByRole('button', { name: 'Join by link' }).click()
  await guest.page.getByLabel('Link or room id').fill(link)
  await guest.page.getByRole('button', { name: 'Go there' }).click()
  await players(guest.page).getByText('clara').waitFor()
  await guest.page.context().close()
})

test('somebody is asked to leave, and is told why', async () => {
  await openMenuOf(hers.page, 'robert')
  expect(await violationsInBothThemes(hers.page)).toEqual([])
  await hers.page.getByRole('button', { name: 'Ask to leave…' }).click()
  const dialog = hers.page.getByRole('dialog', { name: 'Ask robert to leave?' })
  await dialog.getByLabel('Why, if you want to say').fill('Rehearsal')
  await dialog.getByRole('button', { name: 'Ask to leave' }).click()

  await his.page.getByRole('heading', { name: 'You were asked to leave' }).waitFor()
  await his.page.getByText('Rehearsal').waitFor()
  await players(hers.page).getByText('robert').waitFor({ state: 'detached' })
})

test('somebody is banned, stays outside, and is let in again', async () => {
  await openMenuOf(hers.page, 'robert')
  await hers.page.getByRole('button', { name: 'Ban…' }).click()
  const dialog = hers.page.getByRole('dialog', { name: 'Ban robert?' })
  await dialog.getByLabel('For how long').selectOption({ label: 'Until it is lifted' })
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
  await his.page.getByRole('heading', { name: 'You cannot come in here' }).waitFor()
  await his.page.reload()
  await his.page.getByRole('heading', { name: 'You cannot come in here' }).waitFor()
  expect(await violationsInBothThemes(his.page)).toEqual([])

  await hers.page.getByRole('button', { name: 'Room settings' }).click()
  await hers.page.getByRole('button', { name: 'Let robert in again' }).click()
  await hers.page.getByRole('button', { name: 'Let robert in again' }).waitFor({ state: 'detached' })
  await his.page.reload()
  await players(his.page).getByText('clara').waitFor()
})

test('the room is handed over, and the other one runs it', async () => {
  await openMenuOf(hers.page, 'robert')
  await hers.page.getByRole('button', { name: 'Make owner…' }).click()
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Hand it over' }).click()

  await his.page.getByRole('button', { name: 'Room settings' }).waitFor()
  await hers.page.getByRole('button', { name: 'Room settings' }).waitFor({ state: 'detached' })
})

test('whoever runs the room mutes the notes and the chat of somebody, and takes it back', async () => {
  await openMenuOf(hers.page, 'robert')
  await hers.page.getByRole('button', { name: 'Mute the notes' }).click()
  await hers.page.getByRole('button', { name: 'Notes are muted' }).waitFor()
  await his.page.getByText('Muted', { exact: true }).waitFor()
  await hers.page.getByRole('button', { name: 'Mute the chat' }).click()
  await hers.page.getByRole('button', { name: 'Chat is muted' }).waitFor()
  await his.page.getByRole('button', { name: /^Chat/ }).click()
  await his.page.getByText('Whoever runs the room has muted you in the chat.').waitFor()

  await hers.page.getByRole('button', { name: 'Notes are muted' }).click()
  await hers.page.getByRole('button', { name: 'Chat is muted' }).click()
  await his.page.getByRole('textbox', { name: 'Message' }).waitFor()
  await his.page.getByText('Muted', { exact: true }).waitFor({ state: 'detached' })
})

test('whom one mutes for oneself stays muted after a reload', async () => {
  await say(his.page, 'A first word')
  await hers.page.getByRole('button', { name: /^Chat/ }).click()
  await hers.page.getByRole('log').getByText('A first word').waitFor()
  await openMenuOf(hers.page, 'robert')
  await hers.page.getByRole('button', { name: 'Mute for me' }).click()
  await hers.page.getByRole('log').getByText('A first word').waitFor({ state: 'detached' })

  await hers.page.reload()
  await openMenuOf(hers.page, 'robert')
  await hers.page.getByRole('button', { name: 'Muted for you' }).click()
  await hers.page.getByRole('button', { name: 'Mute for me' }).waitFor()
})

test('a line of the chat is reported with what was said around it', async () => {
  await say(his.page, 'Wrong notes!')
  await hers.page.getByRole('button', { name: /^Chat/ }).click()
  const line = hers.page.getByRole('log').getByText('Wrong notes!')
  await line.waitFor()
  await line.hover()
  await hers.page.getByRole('button', { name: 'Report what robert said' }).click()
  const dialog = hers.page.getByRole('dialog', { name: 'Report robert' })
  expect(await violationsInBothThemes(hers.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Report', exact: true }).click()

  await hers.page.getByText('Thank you. A moderator will look at it.').waitFor()
  expect([...hers.faults, ...his.faults]).toEqual([])
})

test('[ROOM-14] one waits in line for a full room, leaves the line, and comes in when there is a place', async () => {
  await clara.client.rooms.update(roomId, { maxUsers: 2, password: 'sesame' })
  using first = await TestPlayer.connect(stage.server, { name: 'Fanny' })
  const { message } = await first.ask({ case: 'joinRoomCommand', value: { roomId, password: 'sesame', wait: true } })
  expect(message.case).toBe('queuePosition')
  const { page, ears } = await stage.visit(`/r/${roomId}`, { isMute: true })
  await page.getByLabel('Room password').fill('sesame')
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: 'Wait in line' }).click()
  await page.getByRole('heading', { name: 'You are number 2 of 2 in line' }).waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Leave the line' }).click()
  await page.getByRole('heading', { name: 'You are out of the line' }).waitFor()
  expect(ears.sent.some(({ message }) => message.case === 'leaveQueueCommand')).toBe(true)

  await page.getByRole('button', { name: 'Wait in line' }).click()
  await page.getByRole('heading', { name: 'You are number 2 of 2 in line' }).waitFor()
  first.send({ case: 'leaveQueueCommand', value: {} })
  await page.getByRole('heading', { name: 'The room is full; you are next in line' }).waitFor()
  await his.page.getByRole('button', { name: 'Leave the room' }).click()
  await players(page).getByText('clara').waitFor()
  await page.context().close()
})
