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

  test('samples older than a minute are forgotten', () => {
    const window = new OffsetWindow()
    window.add(toSample(probe(0, 1, 1)))
    window.add(toSample(probe(61_000, 20, 20)))

    expect(window.best?.rttMs).toBe(40)
  })

  test('a sample that contradicts the others replaces them: this device has slept', () => {
    const window = new OffsetWindow()
    window.add(toSample(probe(0, 1, 1)))
    window.add({ offsetMs: 61_000, rttMs: 30, atMs: 2_000 })

    expect(window.best?.offsetMs).toBe(61_000)
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
