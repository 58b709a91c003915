import { expect, test } from 'vitest'
import { Keyboard } from './keyboard.ts'
import { countNoteOns, packMidi, unpackMidi } from './midi-events.ts'

const on = (key: number, velocity = 64) => Uint8Array.of(0x90, key, velocity)
const off = (key: number) => Uint8Array.of(0x80, key, 0)
const pedal = (value: number) => Uint8Array.of(0xb0, 64, value)
const at = (offsetMs: number, bytes: Uint8Array) => ({ offsetMs, bytes })
const chord = packMidi([at(0, on(60)), at(1, on(64)), at(2, on(67))])

test('[NOTE-9] a message of which nothing is dropped is relayed as the very same bytes', () => {
  expect(new Keyboard().apply(chord, 0, 3)).toBe(chord)
})

test('[NOTE-3] the note-ons over quota are dropped, the first ones stand', () => {
  const heard = new Keyboard().apply(chord, 0, 2)

  expect(unpackMidi(heard).map(({ bytes }) => bytes[1])).toEqual([60, 64])
})

test('[NOTE-3] offs and pedals pass without any quota', () => {
  const keyboard = new Keyboard()
  keyboard.apply(chord, 0, 3)
  const rest = packMidi([at(0, off(60)), at(1, pedal(0)), at(2, on(72)), at(3, off(64))])

  const heard = unpackMidi(keyboard.apply(rest, 0, 0))

  expect(heard.map(({ bytes }) => bytes[0])).toEqual([0x80, 0xb0, 0x80])
})

test("[NOTE-4] a dropped event's delta is added to the next one's", () => {
  const heard = new Keyboard().apply(packMidi([at(5, on(60)), at(105, on(62)), at(240, pedal(127))]), 0, 0)

  expect(unpackMidi(heard)).toEqual([at(240, pedal(127))])
})

test('[NOTE-5] the off of a key that is up is not relayed', () => {
  expect(new Keyboard().apply(packMidi([at(0, off(60))]), 0, 0)).toHaveLength(0)
})

test('[NOTE-5] the off of a dropped on is not relayed, the off of a heard one is', () => {
  const keyboard = new Keyboard()
  keyboard.apply(chord, 0, 1)

  const heard = keyboard.apply(packMidi([at(0, off(60)), at(0, off(64))]), 0, 0)

  expect(unpackMidi(heard)).toEqual([at(0, off(60))])
})

test('[NOTE-2] velocity 0 lifts a key that is held', () => {
  const keyboard = new Keyboard()
  keyboard.apply(chord, 0, 3)

  const heard = keyboard.apply(packMidi([at(0, on(60, 0))]), 0, 0)

  expect(heard).toHaveLength(4)
  expect([...keyboard.channels()].map(([, { held }]) => held)).toEqual([2])
})

test('[NOTE-6] held keys are known with velocity and start', () => {
  const keyboard = new Keyboard()
  keyboard.apply(packMidi([at(10, on(60, 99))]), 1_000, 1)

  const [[channel, state] = [-1, undefined]] = keyboard.channels()

  expect(channel).toBe(0)
  expect(state?.velocities[60]).toBe(99)
  expect(state?.startedAtMs[60]).toBe(1_010)
})

test('[NOTE-6] releasing everything lifts keys and pedals, on every channel that rang', () => {
  const keyboard = new Keyboard()
  keyboard.apply(packMidi([at(0, on(60)), at(0, Uint8Array.of(0xb3, 64, 127))]), 0, 1)
  expect(keyboard.ringingChannels()).toEqual([0, 3])

  keyboard.releaseAll()

  expect(keyboard.ringingChannels()).toEqual([])
})

test('[NOTE-6] "all notes off" and "all sound off" lift the keys of their channel', () => {
  const keyboard = new Keyboard()
  keyboard.apply(packMidi([at(0, on(60)), at(0, Uint8Array.of(0xb0, 123, 0))]), 0, 1)

  expect(keyboard.ringingChannels()).toEqual([])
})

test('[NOTE-4] for any message and quota: what is heard is well-formed, no longer, and ends at the same time', () => {
  let seed = 42
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % below
  }
  const keyboard = new Keyboard()
  for (let round = 0; round < 5_000; round += 1) {
    let offsetMs = 0
    const events = Array.from({ length: 1 + random(12) }, () => {
      offsetMs += random(200) / 10
      return at(offsetMs, random(3) === 0 ? off(random(6)) : on(random(6), random(3) * 40))
    })
    const packed = packMidi(events)

    const heard = keyboard.apply(packed, 0, random(8))

    expect(heard.length).toBeLessThanOrEqual(packed.length)
    if (heard.length > 0) expect(() => countNoteOns(heard)).not.toThrow()
    const times = new Set(events.map((event) => Math.round(event.offsetMs * 10)))
    for (const event of heard.length > 0 ? unpackMidi(heard) : []) {
      expect(times).toContain(Math.round(event.offsetMs * 10))
    }
  }
})
