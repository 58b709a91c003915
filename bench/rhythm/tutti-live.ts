import { createClient, RoomPlayback, type RoomSession } from '@tutti/client'
import { DeviceClock, seededRandom, SimulatedServer, SimulatedTime } from '@tutti/testkit'
import { afterMs, beforeMs, devices, halfOf, isNoteOn, onsetsOf, type Way } from './way.ts'

/** The client that others build on, as it is: its clock, its batches, its playback, over the real messages. */
export const tuttiLive: Way = {
  name: 'tutti',
  title: 'Tutti Live',
  play: async ({ events, line, seed }) => {
    const time = new SimulatedTime()
    const server = new SimulatedServer(time)
    const enter = async (device: DeviceClock, random: () => number) => {
      const client = createClient(server.options({ device, up: halfOf(line), down: halfOf(line), random }))
      const entering = client.enterAsGuest().then(() => client.connect().joinRoom({ roomId: 'simulated' }))
      await time.pass(2_000)
      return { client, room: await entering, clock: client.connect().clock }
    }
    const ears = new DeviceClock(time, devices.listener)
    const player = await enter(new DeviceClock(time, devices.player), seededRandom(seed))
    const listener = await enter(ears, seededRandom(seed + 1))
    const heard = followArrivals(listener.room)
    using _ = new RoomPlayback({
      room: listener.room,
      clock: listener.clock,
      localClock: ears,
      timers: ears,
      schedule: (atMs, event) => {
        if (event.type === 'midi') heard.at(event.bytes, ears.toTrue(atMs))
      },
    })
    const startMs = time.nowMs + beforeMs
    for (const { atMs, bytes } of events) time.at(startMs + atMs, () => player.room.play(bytes))
    await time.runUntil(startMs + (events.at(-1)?.atMs ?? 0) + afterMs)
    await Promise.all([player.client.logOut(), listener.client.logOut()])
    return onsetsOf({ events, startMs, heardMs: heard.times })
  },
}

/** The playback schedules the very bytes that the room told of, and they come in order. */
function followArrivals(room: RoomSession) {
  const order = new Map<Uint8Array, number>()
  const times = new Map<number, number>()
  room.on('notes', ({ events }) => {
    for (const event of events) if (isNoteOn(event)) order.set(event.bytes, order.size)
  })
  return {
    times,
    at: (bytes: Uint8Array, heardMs: number) => {
      const index = order.get(bytes)
      if (index !== undefined) times.set(index, heardMs)
    },
  }
}
