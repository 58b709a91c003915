import type { ChannelSound, RoomEvents, RoomSession } from '@tutti/client'
import { expect, test } from 'vitest'
import { RoomEars } from './room-ears.ts'

const on = (key: number) => Uint8Array.of(0x90, key, 80)
const off = (key: number) => Uint8Array.of(0x80, key, 64)

function setUp({ initial = new Map<number, readonly ChannelSound[]>(), synchronised = true } = {}) {
  const listeners = new Map<string, (value: never) => void>()
  const heard: string[] = []
  const players = [1, 2].map((number) => ({ number }))
  const room = {
    me: players[0],
    participants: players,
    initialChannels: initial,
    on: (event: string, listener: (value: never) => void) => {
      listeners.set(event, listener)
      return () => listeners.delete(event)
    },
  } as unknown as RoomSession
  const tell = <Name extends keyof RoomEvents>(event: Name, value: RoomEvents[Name]) =>
    listeners.get(event)?.(value as never)
  const ears = new RoomEars({
    room,
    clock: { toLocal: (serverMs) => serverMs - 5000, synchronised },
    nowMs: () => 1000,
    stage: {
      hear: (player, bytes, atMs) => heard.push(`${player} ${[...bytes].join(',')} at ${atMs}`),
      hush: (player) => heard.push(`${player} hushed`),
    },
  })
  heard.length = 0
  return { ears, tell, heard }
}

test("a note is played at the sender's time and a little delay", () => {
  const { tell, heard } = setUp()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5990, bytes: on(60) }] })
  expect(heard).toEqual(['2 144,60,80 at 1010'])
})

test('a chord keeps its spread', () => {
  const { tell, heard } = setUp()
  tell('notes', {
    participant: 2,
    sequence: 1,
    events: [
      { atMs: 5980, bytes: on(60) },
      { atMs: 5990, bytes: on(64) },
    ],
  })
  expect(heard).toEqual(['2 144,60,80 at 1004', '2 144,64,80 at 1014'])
})

test('a note that comes far too late is left out, its off is not', () => {
  const { tell, heard } = setUp()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5000, bytes: on(60) }] })
  tell('notes', { participant: 2, sequence: 2, events: [{ atMs: 5100, bytes: off(60) }] })
  expect(heard).toEqual(['2 128,60,64 at 1000'])
})

test('without a measured clock notes are played as they come', () => {
  const { tell, heard } = setUp({ synchronised: false })
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 99_000, bytes: on(60) }] })
  expect(heard).toEqual(['2 144,60,80 at 1020'])
})

test('who is gone falls silent', () => {
  const { tell, heard } = setUp()
  tell('notesOff', { participant: 2, channels: [0], cause: 'disconnected' })
  expect(heard).toEqual(['2 hushed'])
})

test('what is held when somebody is met sounds, fainter the longer it has lasted', () => {
  const { tell, heard } = setUp()
  const held = [
    { key: 60, velocity: 100, startedAtMs: 6000 },
    { key: 64, velocity: 100, startedAtMs: -90_000 },
  ]
  const channels = [{ channel: 0, held, controllers: [{ number: 64, value: 127 }], program: 0, bend: 8192 }]
  tell('joined', { number: 3, channels } as unknown as RoomEvents['joined'])
  expect(heard).toEqual(['3 176,64,127 at 1000', '3 144,60,100 at 1000'])
})

test('the way of notes is known once one was heard', () => {
  const { ears, tell } = setUp()
  expect(ears.travelOf(2)).toBeUndefined()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5969, bytes: on(60) }] })
  expect(ears.travelOf(2)).toEqual({ medianMs: 31, delayMs: 35 })
})
