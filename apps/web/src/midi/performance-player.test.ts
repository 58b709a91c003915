import { expect, test } from 'vitest'
import { isNoteOff, isNoteOn } from './channel-message.ts'
import { HeldNotes } from './held-notes.ts'
import type { TimedMidiEvent } from '@tutti/core'
import type { PlayerProgress } from './performance-player.ts'
import { PerformancePlayer } from './performance-player.ts'

const on = (atMs: number, key: number): TimedMidiEvent => ({ atMs, bytes: Uint8Array.of(0x90, key, 80) })
const off = (atMs: number, key: number): TimedMidiEvent => ({ atMs, bytes: Uint8Array.of(0x80, key, 64) })
const pedal = (atMs: number, value: number): TimedMidiEvent => ({ atMs, bytes: Uint8Array.of(0xb0, 64, value) })

/** A scale of a note every 100 ms, each 90 ms long. */
const scale = Array.from({ length: 40 }, (_, index) => [
  on(index * 100, 40 + index),
  off(index * 100 + 90, 40 + index),
]).flat()

function setUp(events: readonly TimedMidiEvent[], { lateMs = 0 } = {}) {
  const clock = { nowMs: 1000 }
  const sent: (TimedMidiEvent & { sentMs: number })[] = []
  const messages: TimedMidiEvent[][] = []
  const progress: PlayerProgress[] = []
  let timer: { atMs: number; callback: () => void } | undefined
  const player = new PerformancePlayer({
    events,
    nowMs: () => clock.nowMs,
    send: (message) => {
      messages.push([...message])
      sent.push(...message.map((event) => ({ ...event, sentMs: clock.nowMs })))
    },
    setTimer: (callback, delayMs) => {
      const mine = { atMs: clock.nowMs + delayMs + lateMs, callback }
      timer = mine
      return () => (timer = timer === mine ? undefined : timer)
    },
    onProgress: (now) => progress.push(now),
  })
  const runUntil = (endMs: number) => {
    while (timer && timer.atMs <= endMs) {
      const { atMs, callback } = timer
      timer = undefined
      clock.nowMs = Math.max(clock.nowMs, atMs)
      callback()
    }
    clock.nowMs = Math.max(clock.nowMs, endMs)
  }
  const stillHeld = () => {
    const held = new HeldNotes()
    for (const { bytes } of sent) held.follow(bytes)
    return held.release()
  }
  return { clock, sent, messages, progress, player, runUntil, stillHeld, hasTimer: () => timer !== undefined }
}

test('sends every event once, at its time and not much ahead', () => {
  const { player, sent, runUntil, stillHeld } = setUp(scale)
  player.play()
  runUntil(20_000)
  expect(sent.map(({ atMs }) => atMs - 1000)).toEqual(scale.map(({ atMs }) => atMs))
  expect(sent.every(({ atMs, sentMs }) => Math.abs(atMs - sentMs) <= 15)).toBe(true)
  expect(stillHeld()).toEqual([])
  expect(player.progress).toEqual({ state: 'ended', fraction: 1, positionMs: 3990 })
})

test('plays again from the start after the end', () => {
  const { player, sent, runUntil } = setUp(scale)
  player.play()
  runUntil(20_000)
  player.play()
  runUntil(40_000)
  expect(sent).toHaveLength(2 * scale.length)
})

test('a pause releases keys and pedals, and play takes them up again', () => {
  const { player, sent, runUntil, stillHeld, clock, hasTimer } = setUp([
    pedal(0, 127),
    on(10, 60),
    off(2000, 60),
    pedal(2100, 0),
  ])
  player.play()
  runUntil(1500)
  player.pause()
  expect(stillHeld()).toEqual([])
  expect(hasTimer()).toBe(false)
  clock.nowMs = 9000
  player.play()
  expect(sent.at(-1)?.bytes).toEqual(pedal(0, 127).bytes)
  runUntil(20_000)
  expect(sent.at(-1)?.atMs).toBe(9000 + 1600)
  expect(stillHeld()).toEqual([])
})

test('stop releases, and goes back to the start', () => {
  const { player, runUntil, stillHeld, hasTimer } = setUp([on(0, 60), off(2000, 60)])
  player.play()
  runUntil(1500)
  player.stop()
  expect(stillHeld()).toEqual([])
  expect(hasTimer()).toBe(false)
  expect(player.progress).toEqual({ state: 'stopped', fraction: 0, positionMs: 0 })
})

test('seeking goes on from there and leaves nothing behind', () => {
  const { player, sent, runUntil, stillHeld } = setUp([...scale, on(4000, 90), off(8000, 90)])
  player.play()
  runUntil(1050)
  player.seek(0.5)
  expect(stillHeld()).toEqual([Uint8Array.of(0x80, 90, 64)])
  runUntil(20_000)
  const after = sent.slice(2)
  expect(after.filter(({ bytes }) => isNoteOn(bytes)).map(({ bytes }) => bytes[1])).toEqual([90])
  expect(stillHeld()).toEqual([])
})

test('no event is timed before one that was sent earlier', () => {
  const { player, sent, runUntil } = setUp(scale)
  player.play()
  for (let step = 0; step < 20; step += 1) {
    runUntil(1000 + step * 97)
    player.seek(step / 30)
  }
  runUntil(30_000)
  expect(sent.every(({ atMs }, index) => atMs >= (sent[index - 1]?.atMs ?? 0))).toBe(true)
})

test('speed stretches what is still to come', () => {
  const { player, sent, runUntil } = setUp([on(0, 60), off(500, 60), on(1000, 62), off(1500, 62)])
  player.setSpeed(2)
  player.play()
  runUntil(1250)
  player.setSpeed(0.5)
  runUntil(20_000)
  expect(sent.map(({ atMs }) => atMs - 1000)).toEqual([0, 250, 1250, 2250])
})

test('a late wake-up catches up in messages of at most 250 ms', () => {
  const { player, messages, runUntil, stillHeld } = setUp(scale, { lateMs: 900 })
  player.play()
  runUntil(20_000)
  const spans = messages.map((message) => (message.at(-1)?.atMs ?? 0) - (message[0]?.atMs ?? 0))
  expect(Math.max(...spans)).toBeLessThanOrEqual(250)
  expect(messages.flat()).toHaveLength(scale.length)
  expect(stillHeld()).toEqual([])
})

test('after sleeping for long it leaves out old notes but not the pedal and the offs', () => {
  const { player, clock, sent, runUntil, stillHeld } = setUp([
    on(0, 50),
    pedal(100, 127),
    ...scale.slice(4),
    off(3995, 50),
  ])
  player.play()
  clock.nowMs = 4000
  runUntil(20_000)
  const ons = sent.filter(({ bytes }) => isNoteOn(bytes))
  expect(ons.slice(1).every(({ atMs, sentMs }) => sentMs - atMs <= 1000)).toBe(true)
  expect(sent.some(({ bytes }) => bytes[0] === 0xb0 && bytes[2] === 127)).toBe(true)
  expect(sent.filter(({ bytes }) => isNoteOff(bytes))).toHaveLength(ons.length)
  expect(stillHeld()).toEqual([])
})

test('progress runs from 0 to 1', () => {
  const { player, progress, runUntil } = setUp(scale)
  player.play()
  runUntil(20_000)
  expect(progress[0]?.fraction).toBe(0)
  expect(progress.at(-1)?.fraction).toBe(1)
  expect(progress.every(({ fraction }, index) => fraction >= (progress[index - 1]?.fraction ?? 0))).toBe(true)
})

test('an empty performance ends at once', () => {
  const { player, sent } = setUp([])
  player.play()
  expect(player.progress.state).toBe('ended')
  expect(sent).toEqual([])
})
