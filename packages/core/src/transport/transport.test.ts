import { anAccount, aGuest, aRoom } from '@tutti/testkit/contracts'
import { describe, expect, test } from 'vitest'
import { LiveRoom } from '../rooms/live-room.ts'
import { defaultRoomSettings } from '../rooms/room-settings.ts'
import { conduct, mayConduct } from './conduct.ts'
import { beatLengthMs, beatOf, beatsAt, defaultTransport, intervalLengthMs, nextBeat } from './transport.ts'

const nowMs = 1_000_000
const running = { ...defaultTransport(nowMs - 10_000), tempo: 120, isRunning: true }

test('[TIME-1] a room begins live, in four quarters, with a silent metronome', () => {
  const { transport } = new LiveRoom(aRoom(), nowMs)

  expect(transport).toMatchObject({ mode: 'live', beats: 4, beatUnit: 4, isRunning: false, delayMs: 0 })
})

test.each([
  [{ tempo: 19.9 }, 'tempo'],
  [{ tempo: 400.1 }, 'tempo'],
  [{ tempo: Number.NaN }, 'tempo'],
  [{ beats: 0 }, 'beats'],
  [{ beats: 3.5 }, 'beats'],
  [{ beatUnit: 3 }, 'beatUnit'],
  [{ intervalBars: 17 }, 'intervalBars'],
  [{ delayMs: 1_001 }, 'delayMs'],
])('[TIME-2] %j is refused with its field', (patch, field) => {
  expect(() => conduct(running, { mode: 'interval', ...patch }, nowMs)).toThrow(
    expect.objectContaining({ code: 'invalid_input', about: expect.objectContaining({ field }) }),
  )
})

test('[TIME-2] what is absent stays', () => {
  expect(conduct(running, { mode: 'aligned', delayMs: 90 }, nowMs)).toEqual({
    ...running,
    mode: 'aligned',
    delayMs: 90,
  })
})

test('[TIME-3] another tempo keeps the place in the bar', () => {
  const after = conduct(running, { tempo: 73 }, nowMs + 130)

  expect(beatsAt(after, nowMs + 130)).toBeCloseTo(beatsAt(running, nowMs + 130), 9)
  expect(beatLengthMs(after)).toBeCloseTo(821.918, 3)
})

test('[TIME-3] another meter begins with the next bar', () => {
  const after = conduct(running, { beats: 3 }, nowMs + 130)

  expect(after.downbeatMs).toBe(nowMs + 2_000)
  expect(nextBeat(after, nowMs + 1_999)).toMatchObject({ inBar: 0, bar: 0 })
})

test('[TIME-3] another meter and tempo at once: as many beats until the next bar as before', () => {
  const after = conduct(running, { beats: 3, tempo: 60 }, nowMs + 500)

  expect(after.downbeatMs).toBe(nowMs + 500 + 3_000)
})

test('[TIME-4] a metronome that starts begins with a bar, a moment later', () => {
  const after = conduct(defaultTransport(5), { isRunning: true }, nowMs)

  expect(after.downbeatMs).toBe(nowMs + 400)
})

test('[TIME-4] one that runs already is not begun anew', () => {
  expect(conduct(running, { isRunning: true }, nowMs)).toEqual(running)
})

describe('[TIME-5] the phase', () => {
  test('is where whoever conducts beats it', () => {
    expect(conduct(running, { downbeatMs: nowMs - 321.5 }, nowMs).downbeatMs).toBe(nowMs - 321.5)
  })

  test.each([nowMs - 60_001, nowMs + 10_001, Number.NaN])('is refused at %d', (downbeatMs) => {
    expect(() => conduct(running, { downbeatMs }, nowMs)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})

describe('[TIME-6] who conducts', () => {
  const owner = anAccount()
  const strict = { ...defaultRoomSettings, onlyOwnerCanConduct: true }
  const moderator = anAccount({ roles: ['moderator'] })
  const cases = [
    { who: 'whoever plays', user: aGuest(), mayPlay: true, settings: defaultRoomSettings, may: true },
    { who: 'no listener', user: aGuest(), mayPlay: false, settings: defaultRoomSettings, may: false },
    { who: 'no player where it is left to the owner', user: anAccount(), mayPlay: true, settings: strict, may: false },
    { who: 'the owner there', user: owner, mayPlay: true, settings: strict, may: true },
    { who: 'a moderator, even listening', user: moderator, mayPlay: false, settings: strict, may: true },
  ]

  test.each(cases)('$who', ({ user, mayPlay, settings, may }) => {
    expect(mayConduct(aRoom({ ownerId: owner.id, settings }), { user, mayPlay })).toBe(may)
  })
})

test('[TIME-7] an interval is as many bars as it says, a beat falls where the tempo puts it', () => {
  const waltz = { ...running, tempo: 90, beats: 3, intervalBars: 2, downbeatMs: 600 }

  expect(intervalLengthMs(waltz)).toBe(4_000)
  expect(beatOf(waltz, 4)).toMatchObject({ bar: 1, inBar: 1 })
  expect(beatOf(waltz, -1)).toMatchObject({ bar: -1, inBar: 2 })
  expect(nextBeat(waltz, 600)).toMatchObject({ index: 0, atMs: 600 })
  expect(nextBeat(waltz, 601).atMs).toBeCloseTo(600 + 2_000 / 3)
})
