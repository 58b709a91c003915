import { describe, expect, test } from 'vitest'
import { OffsetWindow, toSample } from './offset-window.ts'
import { VirtualTime, seededRandom } from '../testing/virtual-time.ts'
import { MeasuredClock } from './server-clock.ts'

/** The server is 1000 ms ahead; ways of `up` and `down` ms, 2 ms in the server. */
function probe(sentMs: number, up: number, down: number) {
  const serverReceivedMs = sentMs + up + 1000
  return { sentMs, serverReceivedMs, serverSentMs: serverReceivedMs + 2, receivedMs: sentMs + up + 2 + down }
}

describe('the offset of the server clock', () => {
  test('ways of equal length give the offset exactly, and the time inside the server is no way', () => {
    expect(toSample(probe(50, 20, 20))).toEqual({ offsetMs: 1000, rttMs: 40, atMs: 92 })
  })

  test('ways of unequal length are wrong by half of their difference', () => {
    expect(toSample(probe(50, 30, 10)).offsetMs).toBe(1010)
  })

  test('the shortest round trip has the word, whenever it came', () => {
    const window = new OffsetWindow()
    for (const [up, down] of [
      [80, 10],
      [6, 4],
      [10, 90],
    ] as const)
      window.add(toSample(probe(0, up, down)))

    expect(window.best?.offsetMs).toBe(1001)
  })

  test('under seeded jitter the estimate stays within half of the shortest round trip', () => {
    const random = seededRandom(11)
    const window = new OffsetWindow()
    for (let beat = 0; beat < 30; beat += 1)
      window.add(toSample(probe(beat * 250, 5 + random() * 60, 5 + random() * 60)))

    expect(Math.abs((window.best?.offsetMs ?? 0) - 1000)).toBeLessThanOrEqual((window.best?.rttMs ?? 0) / 2)
  })

  test('samples older than three minutes are forgotten', () => {
    const window = new OffsetWindow()
    window.add(toSample(probe(0, 1, 1)))
    window.add(toSample(probe(181_000, 20, 20)))

    expect(window.best?.rttMs).toBe(40)
  })

  test('a sample that contradicts the others replaces them: this device has slept', () => {
    const window = new OffsetWindow()
    window.add(toSample(probe(0, 1, 1)))
    window.add({ offsetMs: 61_000, rttMs: 30, atMs: 2_000 })

    expect(window.best?.offsetMs).toBe(61_000)
  })

  test('the shortest way there and the shortest way back may be of different samples', () => {
    const window = new OffsetWindow()
    window.add(toSample(probe(0, 5, 60)))
    window.add(toSample(probe(250, 45, 5)))

    expect(window.lineAt(400)?.offsetMs).toBeCloseTo(1000, 3)
  })

  test.each([-200, 100, 200])('a drift of %d ppm is found within a minute of music', (ppm) => {
    const random = seededRandom(3)
    const window = new OffsetWindow()
    const local = (trueMs: number): number => trueMs * (1 + ppm / 1e6)
    for (let atMs = 0; atMs < 60_000; atMs += 2_000) {
      const [there, back] = [atMs + 10 + random() * 5, 10 + random() * 5]
      const [sentMs, receivedMs] = [local(atMs), local(there + back)]
      window.add(toSample({ sentMs, serverReceivedMs: there, serverSentMs: there, receivedMs }))
    }
    const line = window.lineAt(local(60_000))

    expect((line?.drift ?? 0) * 1e6).toBeCloseTo(-ppm, -2)
    expect(Math.abs(local(60_000) + (line?.offsetMs ?? 0) - 60_000)).toBeLessThan(1)
  })

  test('a stalled answer counts for nothing', () => {
    const window = new OffsetWindow()
    for (const atMs of [0, 250, 500, 750]) window.add(toSample(probe(atMs, 5, 5)))
    window.add(toSample(probe(1_000, 5, 900)))

    expect(window.lineAt(2_000)?.offsetMs).toBeCloseTo(1000, 0)
  })

  test('uneven round trips are told by how far the middle one lies over the shortest', () => {
    const window = new OffsetWindow()
    for (const way of [10, 10, 25]) window.add(toSample(probe(0, way, way)))
    expect(window.spreadMs).toBe(0)
    for (const way of [30, 30]) window.add(toSample(probe(0, way, way)))
    expect(window.spreadMs).toBe(30)
  })

  test('the round trip that is told is the median of the last five', () => {
    const window = new OffsetWindow()
    for (const way of [100, 5, 6, 7, 200, 8]) window.add(toSample(probe(0, way, way)))

    expect(window.medianRttMs).toBe(14)
  })
})

describe('the clock', () => {
  test('before any measure it follows the time of the welcome, and says that it is a guess', () => {
    const time = new VirtualTime(0)
    const clock = new MeasuredClock(time)
    clock.restart(1_700_000_000_000)

    expect(clock.now()).toBe(1_700_000_000_000)
    expect(clock.synchronised).toBe(false)
  })

  test('toLocal is the reverse of now', () => {
    const time = new VirtualTime()
    const clock = new MeasuredClock(time)
    clock.add({ sentMs: 990, serverReceivedMs: 5_000, serverSentMs: 5_000, receivedMs: 1_000 })

    expect(clock.toLocal(clock.now())).toBe(time.monotonicMs())
    expect(clock.now()).toBe(5_005)
    expect(clock.synchronised).toBe(true)
  })
})
