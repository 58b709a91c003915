import { DeviceClock, SimulatedServer, SimulatedTime, seededRandom, type LinkWeather } from '@tutti/testkit'
import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { RoomPlayback } from './room-playback.ts'

const fair: LinkWeather = { delayMs: 10, jitterMs: 0, stallShare: 0 }

interface Weathers {
  readonly line?: LinkWeather
  readonly skewPpm?: number
  readonly seed?: number
  /** What the player's wall clock is wrong by. */
  readonly playerOffMs?: number
}

/** Somebody who plays and somebody who listens, each behind a line of their own, with devices that are not alike. */
async function aDuet({ line = fair, skewPpm = 0, seed = 1, playerOffMs = 0 }: Weathers = {}) {
  const time = new SimulatedTime()
  const server = new SimulatedServer(time)
  const enter = async (device: DeviceClock, who: number) => {
    const links = { up: line, down: line, random: seededRandom(seed * 31 + who) }
    const client = createClient(server.options({ device, ...links }))
    const entering = client.enterAsGuest().then(() => client.connect().joinRoom({ roomId: 'r' }))
    await time.pass(3_000)
    return { client, device, room: await entering, clock: client.connect().clock }
  }
  const playerDevice = new DeviceClock(time, { skewPpm, epochMs: 1_795_000_000_000 + playerOffMs })
  const ears = new DeviceClock(time, { skewPpm: -skewPpm, monotonicMs: 50_000 })
  const player = await enter(playerDevice, 1)
  const listener = await enter(ears, 2)
  /** In the order in which it was handed over; true times. */
  const heard: { readonly atMs: number; readonly bytes: Uint8Array | null }[] = []
  const playback = new RoomPlayback({
    room: listener.room,
    clock: listener.clock,
    localClock: ears,
    timers: ears,
    schedule: (atMs, event) =>
      heard.push({ atMs: ears.toTrue(atMs), bytes: event.type === 'midi' ? event.bytes : null }),
  })
  return { time, server, player, listener, playback, heard }
}

type Duet = Awaited<ReturnType<typeof aDuet>>

/** A scale, each key held for 150 ms and more; the moments at which keys went down. */
async function playScale({ time, player }: Duet, notes: number, everyMs = 190): Promise<number[]> {
  const pressedMs: number[] = []
  for (let index = 0; index < notes; index += 1) {
    const atMs = time.nowMs + 100 + index * everyMs
    const key = 30 + (index % 60)
    pressedMs.push(atMs)
    time.at(atMs, () => player.room.play(Uint8Array.of(0x90, key, 80)))
    time.at(atMs + 150, () => player.room.play(Uint8Array.of(0x80, key, 0)))
  }
  await time.pass(100 + notes * everyMs + 3_000)
  return pressedMs
}

const isOn = ({ bytes }: Duet['heard'][number]): boolean => bytes?.[0] === 0x90

/** What every key that sounds was struck by and not released by. */
function hanging(heard: Duet['heard']): number[] {
  const held = new Set<number>()
  for (const { bytes } of heard) {
    if (!bytes) held.clear()
    else if (bytes[0] === 0x90) held.add(bytes[1] ?? 0)
    else held.delete(bytes[1] ?? 0)
  }
  return [...held]
}

/** How far onsets lie from a constant delay, sorted. */
function onsetErrors(pressedMs: readonly number[], heard: Duet['heard']): { errors: number[]; delayMs: number } {
  const delays = heard.filter(isOn).map(({ atMs }, index) => atMs - (pressedMs[index] ?? 0))
  const delayMs = delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? Number.NaN
  return { delayMs, errors: delays.map((each) => Math.abs(each - delayMs)).toSorted((a, b) => a - b) }
}

const at = (errors: readonly number[], share: number): number => errors[Math.ceil(errors.length * share) - 1] ?? NaN

describe('the clock', () => {
  test.each([
    [5, 0.75],
    [20, 3],
    [50, 8],
  ])('with jitter of %d ms it is right to %d ms, at any drift', async (jitterMs, mostMs) => {
    for (const [seed, skewPpm] of [-200, -50, 0, 120, 200].entries()) {
      const duet = await aDuet({ line: { delayMs: 40, jitterMs, stallShare: 0 }, skewPpm, seed: seed + 1 })
      await playScale(duet, 400)
      expect(Math.abs(duet.player.clock.now() - duet.server.now())).toBeLessThan(mostMs)
      expect(Math.abs(duet.listener.clock.now() - duet.server.now())).toBeLessThan(mostMs)
    }
  })

  test('[R-32] a wall clock that is set an hour forth and back changes nothing but the offset from it', async () => {
    const duet = await aDuet({ line: { ...fair, jitterMs: 5 } })
    const { clock, device } = duet.player
    for (const stepMs of [3_600_000, -3_600_000, -86_400_000]) {
      const before = clock.offsetMs
      device.stepWall(stepMs)
      await duet.time.pass(20_000)
      expect(Math.abs(clock.now() - duet.server.now())).toBeLessThan(2)
      expect(clock.offsetMs).toBeCloseTo(before - stepMs, -1)
    }
  })

  test('[R-32] a device that slept is right again with its next answer, and never goes back', async () => {
    const duet = await aDuet()
    const { clock, device } = duet.player
    device.wakeAfter(90_000)
    let last = clock.now()
    for (let step = 0; step < 400; step += 1) {
      await duet.time.pass(50)
      expect(clock.now()).toBeGreaterThanOrEqual(last)
      last = clock.now()
    }

    expect(Math.abs(clock.now() - duet.server.now())).toBeLessThan(1)
  })
})

describe('the rhythm', () => {
  test.each([
    [0, 5, 4, 25],
    [20, 20, 6, 60],
    [80, 20, 6, 60],
    [150, 50, 20, 130],
  ])(
    'a line of %d ms with jitter of %d: p99 within %d ms, at most %d ms added',
    async (delay, jitterMs, p99, added) => {
      const duet = await aDuet({ line: { delayMs: delay / 2, jitterMs, stallShare: 0 }, skewPpm: 100, seed: 4 })
      const { errors, delayMs } = onsetErrors(await playScale(duet, 600), duet.heard)

      expect(errors).toHaveLength(600)
      expect(at(errors, 0.99)).toBeLessThan(p99)
      expect(delayMs - delay).toBeLessThan(added)
    },
  )

  test('[R-33] a player whose clock is a day wrong is heard in time', async () => {
    for (const playerOffMs of [86_400_000, -86_400_000]) {
      const duet = await aDuet({ playerOffMs })
      const { errors, delayMs } = onsetErrors(await playScale(duet, 50), duet.heard)
      expect(at(errors, 1)).toBeLessThan(1)
      expect(delayMs).toBeLessThan(60)
    }
  })
})

describe('[R-27] over lines that stall', () => {
  const stormy = { delayMs: 100, jitterMs: 100, stallShare: 0.02 }

  test('less than one note in a hundred is left out, once the line is known', async () => {
    const duet = await aDuet({ line: { delayMs: 10, jitterMs: 20, stallShare: 0.01 }, seed: 3 })
    await playScale(duet, 600)
    const before = duet.playback.travelOf(1)?.lost ?? 0
    await playScale(duet, 1_200)

    expect((duet.playback.travelOf(1)?.lost ?? 0) - before).toBeLessThan(12)
  })

  test('every player is heard in order, no key hangs, and no off is left out', async () => {
    for (const seed of [1, 2, 3]) {
      const duet = await aDuet({ line: stormy, seed })
      await playScale(duet, 300)
      const { heard } = duet
      expect(heard.every(({ atMs }, index) => atMs >= (heard[index - 1]?.atMs ?? 0) - 1e-6)).toBe(true)
      expect(heard.filter(({ bytes }) => bytes?.[0] === 0x80)).toHaveLength(300)
      expect(hanging(heard)).toEqual([])
    }
  })

  test('nothing is scheduled in the past', async () => {
    const duet = await aDuet({ line: stormy, seed: 5 })
    const { time, heard } = duet
    const lateMs: number[] = []
    const add = heard.push.bind(heard)
    heard.push = (...entries) => {
      for (const { atMs } of entries) lateMs.push(time.nowMs - atMs)
      return add(...entries)
    }
    await playScale(duet, 200)

    expect(Math.max(...lateMs)).toBeLessThan(0.001)
  })

  test('a player whose line dies while keys are down hangs nowhere', async () => {
    const duet = await aDuet({ line: stormy, seed: 2 })
    for (const key of [60, 64, 67]) duet.player.room.play(Uint8Array.of(0x90, key, 80))
    await duet.time.pass(1_000)
    duet.player.client.connection?.close()
    await duet.time.pass(3_000)

    expect(duet.heard.filter(isOn)).toHaveLength(3)
    expect(hanging(duet.heard)).toEqual([])
  })
})
