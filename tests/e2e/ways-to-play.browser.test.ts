import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { loudness, setStage, type Stage, type Visitor, type VisitOptions } from './stage.ts'

let stage: Stage
let listener: Visitor
let room: string

beforeAll(async () => {
  stage = await setStage()
  listener = await stage.visit('/')
  await listener.page.getByRole('button', { name: 'Play now' }).click()
  await listener.page.waitForURL('**/r/*')
  room = new URL(listener.page.url()).pathname
})
afterAll(() => stage[Symbol.asyncDispose]())

const players = () => listener.page.getByRole('list', { name: 'Players' }).getByRole('listitem')

/** One listens to all of them, alone again before each. */
beforeEach(async () => {
  await players().nth(1).waitFor({ state: 'detached' })
  listener.ears.received.length = 0
})

/** A Standard MIDI File: middle C for a beat, then E. */
const track = [0, 0x90, 60, 100, 24, 0x80, 60, 64, 0, 0x90, 64, 100, 24, 0x80, 64, 64, 0, 0xff, 0x2f, 0]
const smallFile = [
  ...Buffer.from('MThd\0\0\0\u0006\0\0\0\u0001\0\u0060'),
  ...Buffer.from('MTrk\0\0\0'),
  track.length,
  ...track,
]

async function come(path: string, options: VisitOptions = {}): Promise<Visitor> {
  const player = await stage.visit(path, { ...options, isMute: true })
  onTestFinished(() => player.page.context().close())
  return player
}

async function enter(): Promise<Visitor> {
  const player = await come(room)
  await player.page.getByRole('list', { name: 'Players' }).waitFor()
  return player
}

test('[P-061] a MIDI file that is dropped on the page plays into the room', async () => {
  const { page } = await enter()
  await page.getByRole('region', { name: 'Notes' }).click()
  const dropped = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([Uint8Array.from(bytes)], 'small.mid', { type: 'audio/midi' }))
    return transfer
  }, smallFile)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped })
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })

  await expect.poll(() => listener.ears.events, { timeout: 30_000 }).toEqual(['903c64', '803c40', '904064', '804040'])
})

test('[P-061] a file that is no MIDI file is refused in words, and nobody hears of it', async () => {
  const { page } = await enter()
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['not music'], 'notes.mid'))
    return transfer
  })
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })

  await page
    .getByText(/MIDI/)
    .filter({ hasText: /not|cannot|isn’t|is no/i })
    .first()
    .waitFor()
  expect(listener.ears.events).toEqual([])
})

test('[P-061] a MIDI keyboard plays into the room', async () => {
  const player = await come('/')
  await player.page.context().addInitScript(() => {
    const input = Object.assign(new EventTarget(), {
      id: 'keys',
      name: 'Fake keyboard',
      state: 'connected',
      type: 'input',
    })
    const access = Object.assign(new EventTarget(), { inputs: new Map([['keys', input]]), outputs: new Map() })
    Object.assign(navigator, { requestMIDIAccess: async () => access })
    Object.assign(globalThis, {
      strike: (...data: number[]) =>
        input.dispatchEvent(Object.assign(new Event('midimessage'), { data: Uint8Array.from(data) })),
    })
  })
  await player.page.goto(new URL(room, stage.server.url).href)
  await player.page.getByRole('list', { name: 'Players' }).waitFor()
  await player.page.getByRole('region', { name: 'Notes' }).click()
  await player.page.getByRole('button', { name: 'Keys' }).click()
  const connect = player.page.getByRole('button', { name: /MIDI keyboard/ })
  if (await connect.isVisible()) await connect.click()
  await player.page.getByText('Fake keyboard').first().waitFor()

  await player.page.evaluate(() => {
    const strike: (...data: number[]) => void = Reflect.get(globalThis, 'strike')
    strike(0x90, 62, 77)
    strike(0xb0, 64, 127)
    strike(0x80, 62, 64)
    strike(0xb0, 64, 0)
  })

  await expect.poll(() => listener.ears.events, { timeout: 20_000 }).toEqual(['903e4d', 'b0407f', '803e40', 'b04000'])
})

test('[P-061] mouse and touch play: the key under them sounds at the listener', async () => {
  // Only whoever's page may sound already hears a key that is struck once.
  await listener.page.getByRole('region', { name: 'Notes' }).click()
  await listener.page.waitForFunction(() => document.documentElement.dataset['audio'] === 'running')
  const { page } = await enter()
  const key = page.locator('[data-key="64"]')
  const box = await key.boundingBox()
  if (!box) throw new Error('The key is on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.85)
  await page.mouse.down()

  await expect.poll(() => loudness(listener.page), { timeout: 20_000 }).toBeGreaterThan(0.005)
  await page.mouse.up()
  await expect
    .poll(() => listener.ears.events.map((event) => event.slice(0, 4)), { timeout: 20_000 })
    .toEqual(['9040', '8040'])
})

test('[P-064] a phone that reloads comes back under its name', async () => {
  const phone = await come(room, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  const names = () => listener.page.getByRole('list', { name: 'Players' }).innerText()
  await expect.poll(() => players().count(), { timeout: 20_000 }).toBe(2)
  const before = await names()

  await phone.page.reload()

  await expect.poll(() => players().count(), { timeout: 20_000 }).toBe(2)
  await expect.poll(names, { timeout: 20_000 }).toBe(before)
  expect(phone.faults).toEqual([])
})
