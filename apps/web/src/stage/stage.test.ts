import { expect, test } from 'vitest'
import type { NoteEvent } from '../notes/rising-notes.ts'
import { Stage } from './stage.ts'

function setUp({ mayPlay = true, ownDelayMs = 0 } = {}) {
  const delay = { ownDelayMs }
  const times: number[] = []
  const sounded: string[] = []
  const sent: number[][] = []
  const seen: NoteEvent[] = []
  let refusals = 0
  const piano = {
    noteOn: ({ player, key }: { player: number; key: number }, velocity: number, timeSec: number) => {
      times.push(timeSec * 1000)
      sounded.push(`${player} on ${key} ${velocity}`)
    },
    noteOff: ({ player, key }: { player: number; key: number }, timeSec: number) => {
      times.push(timeSec * 1000)
      sounded.push(`${player} off ${key}`)
    },
    controlChange: (player: number, _channel: number, controller: number, value: number) =>
      sounded.push(`${player} control ${controller} ${value}`),
    releasePlayer: (player: number) => sounded.push(`${player} hushed`),
  }
  const stage = new Stage({
    piano,
    clock: { timeAt: (ms) => ms / 1000 },
    nowMs: () => 1000,
    onRefused: () => (refusals += 1),
  })
  stage.setAudience({
    play: (bytes) => sent.push([...bytes]),
    playAt: (events) => sent.push(...events.map(({ bytes }) => [...bytes])),
    mayPlay,
    get ownDelayMs() {
      return delay.ownDelayMs
    },
  })
  stage.onNote((event) => seen.push(event))
  return { stage, sounded, sent, seen, times, delay, refusals: () => refusals }
}

test('a key sounds, is seen and is sent', () => {
  const { stage, sounded, sent, seen } = setUp()
  stage.press('pointer', 60, 80)

  expect(sounded).toEqual(['0 on 60 80'])
  expect(sent).toEqual([[0x90, 60, 80]])
  expect(seen).toMatchObject([{ kind: 'press', player: 0, key: 60 }])
})

test('in an aligned room our own keys go down at once and sound as late as all others', () => {
  const { stage, seen, times } = setUp({ ownDelayMs: 120 })
  stage.press('pointer', 60, 80)

  expect(times).toEqual([1120])
  expect(seen).toMatchObject([{ kind: 'press', atMs: 1000 }])
})

test('a delay that ends while a key is down lets no off come before its on', () => {
  const { stage, times, delay } = setUp({ ownDelayMs: 120 })
  stage.press('pointer', 60, 80)
  delay.ownDelayMs = 0
  stage.release('pointer')

  expect(times).toEqual([1120, 1120])
})

test('transposing between press and release leaves nothing hanging', () => {
  const { stage, sounded } = setUp()
  stage.setTranspose(2)
  stage.press('letter', 60, 80)
  stage.setTranspose(-3)
  stage.release('letter')

  expect(sounded).toEqual(['0 on 62 80', '0 off 62'])
})

test('who only listens is told, and makes no sound', () => {
  const { stage, sounded, sent, refusals } = setUp({ mayPlay: false })
  stage.press('pointer', 60, 80)
  stage.pedal(true)

  expect(sounded).toEqual([])
  expect(sent).toEqual([])
  expect(refusals()).toBe(2)
})

test('leaving a room lifts hands and pedal there', () => {
  const { stage, sent } = setUp()
  stage.press('pointer', 60, 80)
  stage.pedal(true)
  stage.setAudience(undefined)

  expect(sent.slice(2)).toEqual([
    [0x80, 60, 64],
    [0xb0, 64, 0],
  ])
})

test('a MIDI keyboard plays notes and pedals, and nothing else', () => {
  const { stage, sounded } = setUp()
  for (const bytes of [
    [0x93, 60, 70],
    [0xb3, 64, 127],
    [0xb3, 7, 20],
    [0xc3, 5],
    [0x93, 60, 0],
  ])
    stage.playDevice(Uint8Array.from(bytes), 'm')

  expect(sounded).toEqual(['0 on 60 70', '0 control 64 127', '0 off 60'])
})

test('somebody who is lost is hushed in sound and sight', () => {
  const { stage, sounded, seen } = setUp()
  stage.hear(3, Uint8Array.of(0x90, 60, 50), 1020)
  stage.hush(3)

  expect(sounded).toEqual(['3 on 60 50', '3 hushed'])
  expect(seen.at(-1)).toEqual({ kind: 'hush', player: 3, atMs: 1000 })
})
