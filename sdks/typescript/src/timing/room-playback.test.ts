import { packMidi } from '@tutti/core'
import { NotesOffCause, RoomMode } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { inARoom } from '../testing/in-a-room.ts'
import { aPerson, gone } from '../testing/fake-server.ts'
import { RoomPlayback } from './room-playback.ts'

const on = (key: number, velocity = 80) => Uint8Array.of(0x90, key, velocity)
const off = (key: number) => Uint8Array.of(0x80, key, 0)
const pedal = (value: number) => Uint8Array.of(0xb0, 64, value)

/** Player 1 plays to us; ways of no length, so that every delay is ours. */
async function setUp() {
  const there = await inARoom({}, (server) => void (server.others = [aPerson(1)]))
  const { time, server, room, connection } = there
  const heard: string[] = []
  const startMs = time.monotonicMs()
  const playback = new RoomPlayback({
    room,
    clock: connection.clock,
    localClock: time,
    timers: time,
    schedule: (atMs, event) => {
      const what = event.type === 'midi' ? [...event.bytes].join(',') : `silence ${event.channels.length}`
      heard.push(`${event.participant} ${what} at ${Math.round(atMs - startMs)}`)
    },
  })
  /** Played so long before now. */
  const hear = async (agoMs: number, ...events: readonly Uint8Array[]) => {
    const timestamp = BigInt(Math.round(server.now() - agoMs))
    const midiData = packMidi(events.map((bytes) => ({ offsetMs: 0, bytes })))
    server.tell({ case: 'midiMessage', value: { midiData, timestamp, participant: 1 } })
    await time.pass(0)
  }
  const mode = async (value: object) => {
    server.tell({ case: 'transport', value })
    await time.pass(0)
  }
  return { ...there, playback, heard, hear, mode }
}

test('an event is played at its own time and the delay of its player', async () => {
  const { heard, hear, playback } = await setUp()
  await hear(0, on(60))

  expect(playback.travelOf(1)?.delayMs).toBe(10)
  expect(heard).toEqual(['1 144,60,80 at 10'])
})

test('a note that comes far too late is left out, its off and the pedal are not', async () => {
  const { heard, hear, time, playback } = await setUp()
  for (let index = 0; index < 30; index += 1) {
    await hear(0, pedal(index))
    await time.pass(50)
  }
  heard.length = 0
  await hear(400, on(60), pedal(0))
  await hear(300, off(60))

  expect(heard).toEqual(['1 176,64,0 at 1500', '1 128,60,0 at 1500'])
  expect(playback.travelOf(1)).toMatchObject({ notes: 1, late: 0, lost: 1 })
})

test('[R-27] a note up to 60 ms late is played at once, and nothing of that player before it', async () => {
  const { heard, hear, time, playback } = await setUp()
  for (let index = 0; index < 30; index += 1) {
    await hear(0, pedal(index))
    await time.pass(50)
  }
  heard.length = 0
  await hear(50, on(60))
  await hear(45, off(60))

  expect(heard).toEqual(['1 144,60,80 at 1500', '1 128,60,0 at 1500'])
  expect(playback.travelOf(1)).toMatchObject({ late: 1, lost: 0 })
})

test('who leaves is heard to the end', async () => {
  const { heard, hear, server, time } = await setUp()
  await hear(0, on(60))
  server.tell({ case: 'notesOff', value: { participant: 1, channels: [0], cause: NotesOffCause.LEFT } })
  server.tell(gone(1))
  await time.pass(0)

  expect(heard).toEqual(['1 144,60,80 at 10', '1 silence 1 at 10'])
})

test('who is silenced is not', async () => {
  const { heard, hear, mode, server, time } = await setUp()
  await mode({ mode: RoomMode.ALIGNED, delayMs: 800 })
  await hear(0, on(60))
  server.tell({ case: 'notesOff', value: { participant: 1, channels: [0], cause: NotesOffCause.MUTED } })
  await time.pass(2_000)

  expect(heard).toEqual(['1 silence 16 at 0'])
})

test('in an aligned room all wait alike, we too', async () => {
  const { heard, hear, mode, playback, room } = await setUp()
  await mode({ mode: RoomMode.ALIGNED, delayMs: 120 })
  await hear(0, on(60))
  playback.play(on(72))

  expect(playback.ownDelayMs).toBe(120)
  expect(heard).toEqual(['1 144,60,80 at 120', `${room.me.number} 144,72,80 at 120`])
})

test('an aligned room without a chosen delay takes what its slowest player needs', async () => {
  const { hear, mode, playback, time } = await setUp()
  await mode({ mode: RoomMode.ALIGNED, delayMs: 0 })
  await time.pass(1_000)
  await hear(90, on(60))

  expect(playback.ownDelayMs).toBeGreaterThan(90)
  expect(playback.ownDelayMs).toBeLessThan(130)
})

test('[TIME-7] in a room of intervals everything comes one interval later', async () => {
  const { heard, hear, mode, playback, time } = await setUp()
  await mode({ mode: RoomMode.INTERVAL, tempo: 120, beats: 3, intervalBars: 2 })
  await hear(0, on(60))
  expect(heard).toEqual([])
  await time.pass(3_000)

  expect(playback.ownDelayMs).toBe(0)
  expect(heard).toEqual(['1 144,60,80 at 3000'])
})

test('back from intervals nothing waits any more, and nothing hangs', async () => {
  const { heard, hear, mode, time } = await setUp()
  await mode({ mode: RoomMode.INTERVAL, tempo: 120, beats: 4, intervalBars: 4 })
  await hear(0, on(60))
  await mode({ mode: RoomMode.LIVE })
  await hear(0, on(62))
  await time.pass(20_000)

  expect(heard).toEqual(['1 silence 16 at 0', '1 144,62,80 at 10'])
})

test('[R-33] what claims to be played in the future waits two seconds at most', async () => {
  const { heard, hear, time } = await setUp()
  await hear(-86_400_000, on(60))
  await time.pass(5_000)

  expect(heard).toEqual(['1 144,60,80 at 2010'])
})

test('once closed, everybody is silent and no timer is left', async () => {
  const { heard, hear, mode, playback, time, connection } = await setUp()
  await mode({ mode: RoomMode.INTERVAL, tempo: 60 })
  await hear(0, on(60))
  playback.close()
  await hear(0, on(62))
  connection.close()

  expect(heard).toEqual(['1 silence 16 at 0'])
  expect(time.pending).toBe(0)
})
