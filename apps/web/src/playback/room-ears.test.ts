import type { ChannelSound, RoomEvents, RoomSession } from '@tutti/client'
import { expect, test } from 'vitest'
import { RoomEars } from './room-ears.ts'

const on = (key: number) => Uint8Array.of(0x90, key, 80)

function setUp({ initial = new Map<number, readonly ChannelSound[]>() } = {}) {
  const listeners = new Map<string, Set<(value: never) => void>>()
  const heard: string[] = []
  const players = [1, 2].map((number) => ({ number }))
  const room = {
    me: players[0],
    participants: players,
    initialChannels: initial,
    transport: { mode: 'aligned', delayMs: 100 },
    on: (event: string, listener: (value: never) => void) => {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
      return () => all.delete(listener)
    },
  } as unknown as RoomSession
  const tell = <Name extends keyof RoomEvents>(event: Name, value: RoomEvents[Name]) => {
    for (const listener of listeners.get(event) ?? []) listener(value as never)
  }
  const toLocal = (serverMs: number): number => serverMs - 5000
  const ears = new RoomEars({
    room,
    clock: { toLocal, now: () => 6000, synchronised: true, offsetMs: 0, rttMs: 20, jitterMs: 0 },
    nowMs: () => 1000,
    timers: { after: () => () => undefined },
    stage: {
      hear: (player, bytes, atMs) => heard.push(`${player} ${[...bytes].join(',')} at ${atMs}`),
      hush: (player, atMs) => heard.push(`${player} hushed at ${atMs ?? 1000}`),
    },
  })
  heard.length = 0
  return { ears, tell, heard }
}

test('a note is played when the room says', () => {
  const { tell, heard, ears } = setUp()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5990, bytes: on(60) }] })

  expect(heard).toEqual(['2 144,60,80 at 1090'])
  expect(ears.ownDelayMs).toBe(100)
})

test('who is gone falls silent when all of theirs was heard', () => {
  const { tell, heard } = setUp()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5990, bytes: on(60) }] })
  tell('notesOff', { participant: 2, channels: [0], cause: 'disconnected' })

  expect(heard.at(-1)).toBe('2 hushed at 1090')
})

const channelsHeld = [
  { key: 60, velocity: 100, startedAtMs: 6000 },
  { key: 64, velocity: 100, startedAtMs: -90_000 },
]
const channels = [{ channel: 0, held: channelsHeld, controllers: [{ number: 64, value: 127 }], program: 0, bend: 8192 }]

test('what is held when somebody is met sounds, fainter the longer it has lasted', () => {
  const { tell, heard } = setUp()
  tell('joined', { number: 3, channels } as unknown as RoomEvents['joined'])

  expect(heard).toEqual(['3 176,64,127 at 1000', '3 144,60,100 at 1000'])
})

test('after notes that were missed it sounds as the server says that it sounds now', () => {
  const { tell, heard } = setUp()
  tell('sound', new Map([[2, channels]]))

  expect(heard).toEqual(['2 hushed at 1000', '2 176,64,127 at 1000', '2 144,60,100 at 1000'])
})

test('the way of notes is known once one was heard', () => {
  const { ears, tell } = setUp()
  expect(ears.travelOf(2)).toBeUndefined()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5969, bytes: on(60) }] })

  expect(ears.travelOf(2)).toMatchObject({ medianMs: 31, delayMs: 100 })
})

test('once closed, everybody is silent', () => {
  const { ears, tell, heard } = setUp()
  ears.close()
  tell('notes', { participant: 2, sequence: 1, events: [{ atMs: 5990, bytes: on(60) }] })

  expect(heard).toEqual(['2 hushed at 1000'])
})
