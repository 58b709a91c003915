import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount, aRoom } from '@tutti/testkit/contracts'
import { array, assert, integer, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { Keyboard } from '../music/keyboard.ts'
import { packMidi } from '../music/midi-events.ts'
import { isNoteOff, isNoteOn } from '../music/smf/close-notes.ts'
import { readMidiFile } from '../music/smf/read-midi-file.ts'
import { LiveRoom } from '../rooms/live-room.ts'
import { LiveRooms } from '../rooms/live-rooms.ts'
import type { User } from '../users/user.ts'
import { exportRecording, mergeRecording } from './export-recording.ts'
import { getRecording, removeRecording, renameRecording } from './look-at-recordings.ts'
import { packSound } from './pack-sound.ts'
import { readRecordedMusic } from './recorded-music.ts'
import { readRecordingLog, RecordingLogWriter } from './recording-log.ts'
import { startRecording } from './start-recording.ts'

const start = 1_790_000_000_000
const limits = { longestMs: 60_000, mostBytes: 1_000, mostPerUser: 2, mostBytesInAll: 100 }
const on = (key: number, velocity = 80) => Uint8Array.of(0, 0x90, key, velocity)
const off = (key: number) => Uint8Array.of(0, 0x80, key, 0)
const pedal = (value: number) => Uint8Array.of(0, 0xb0, 64, value)

test('[REC-3] a log tells what was written, also a little before the beginning', () => {
  const log = new RecordingLogWriter(start)
  log.notes(3, start - 1_990, on(60))
  log.silence(3, start + 20, [0, 9, 15])
  log.tempo(start + 40, { microsPerQuarter: 600_000, meter: { beats: 3, unit: 8 } })
  const first = log.take()
  log.notes(70_000, start + 10_000_000, on(61))

  expect([...readRecordingLog(Uint8Array.from([...first, ...log.take()]))]).toEqual([
    { kind: 'notes', atMs: -1_990, number: 3, midi: on(60) },
    { kind: 'silence', atMs: 20, number: 3, channels: [0, 9, 15] },
    { kind: 'tempo', change: { atMs: 40, microsPerQuarter: 600_000, meter: { beats: 3, unit: 8 } } },
    { kind: 'notes', atMs: 10_000_000, number: 70_000, midi: on(61) },
  ])
})

test('[REC-3] a log that breaks off anywhere tells all of what is whole', () => {
  const log = new RecordingLogWriter(start)
  for (let index = 0; index < 5; index += 1) log.notes(1, start + index, on(60 + index))
  const whole = log.take()
  for (let length = 0; length <= whole.length; length += 1) {
    expect([...readRecordingLog(whole.subarray(0, length))]).toHaveLength(Math.floor((length * 5) / whole.length))
  }
})

test('[REC-8] each player has a track with name, pedal and every note, and nothing sounds on', () => {
  const log = new RecordingLogWriter(start)
  log.notes(2, start + 100, pedal(127))
  log.notes(2, start + 100, packMidi([{ offsetMs: 12.5, bytes: Uint8Array.of(0x90, 60, 90) }]))
  log.notes(1, start + 90, on(40))
  log.notes(1, start + 400, on(40))
  log.silence(1, start + 900, [0])
  log.notes(3, start + 50, off(77))
  const players = [
    { number: 1, userId: null, username: 'Ana' },
    { number: 2, userId: null, username: 'Bo' },
  ]
  const recording = { name: 'Evening', durationMs: 1_000, players, log: log.take() }

  const music = readRecordedMusic(recording.log, 1_000)
  const told = (number: number) => [...(music.players.get(number) ?? [])].map(({ atMs, bytes }) => [atMs, ...bytes])
  expect(told(1)).toEqual([
    [90, 0x90, 40, 80],
    [400, 0x80, 40, 64],
    [400, 0x90, 40, 80],
    [900, 0x80, 40, 64],
  ])
  expect(told(2)).toEqual([
    [100, 0xb0, 64, 127],
    [112.5, 0x90, 60, 90],
    [1_000, 0x80, 60, 64],
    [1_000, 0xb0, 64, 0],
  ])
  expect(told(3)).toEqual([])
  const text = String.fromCharCode(...exportRecording(recording))
  expect([text.includes('Evening'), text.indexOf('Ana') < text.indexOf('Bo')]).toEqual([true, true])
})

test('[REC-8] in whatever order messages come, every note of the file ends and none is lost', () => {
  const played = record({
    number: integer({ min: 1, max: 3 }),
    atMs: nat(5_000),
    key: integer({ min: 60, max: 64 }),
    velocity: nat(127),
  })
  assert(
    property(array(played, { minLength: 1, maxLength: 50 }), (notes) => {
      const log = new RecordingLogWriter(start)
      for (const { number, atMs, key, velocity } of notes) log.notes(number, start + atMs, on(key, velocity))
      const { players } = readRecordedMusic(log.take(), 5_000)
      for (const list of players.values()) {
        const events = [...list]
        const ons = events.filter(({ bytes }) => isNoteOn(bytes)).length
        expect(events.filter(({ bytes }) => isNoteOff(bytes))).toHaveLength(ons)
        expect(events.every(({ atMs }, index) => atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true)
      }
      const ons = [...players.values()].flatMap((list) => [...list]).filter(({ bytes }) => isNoteOn(bytes)).length
      expect(ons).toBe(notes.filter(({ velocity }) => velocity > 0).length)
    }),
  )
})

test('[REC-8] as one piece the players do not take notes from each other', () => {
  const log = new RecordingLogWriter(start)
  for (const number of [1, 2]) log.notes(number, start + number, on(60))
  log.notes(1, start + 500, off(60))
  log.notes(2, start + 900, off(60))
  log.notes(2, start + 901, Uint8Array.of(0, 0x99, 36, 100))

  const { events } = mergeRecording({ name: 'Duo', durationMs: 1_000, log: log.take() })

  expect([...events].map(({ atMs, bytes }) => [atMs, bytes[0], bytes[1]])).toEqual([
    [1, 0x90, 60],
    [2, 0x91, 60],
    [500, 0x80, 60],
    [900, 0x81, 60],
    [901, 0x99, 36],
    [1_000, 0x89, 36],
  ])
})

test('[REC-3] who already sounds when it begins is there from the start', () => {
  const keyboard = new Keyboard()
  keyboard.apply(Uint8Array.of(0, 0xc2, 19, 0, 0xb2, 64, 127, 0, 0x92, 60, 80, 0, 0xe2, 0, 80), 0, 10)
  const copy = new Keyboard()
  copy.apply(packSound(keyboard), 0, 10)

  expect([...packSound(copy)]).toEqual([...packSound(keyboard)])
  expect(copy.ringingChannels()).toEqual([2])
  expect(packSound(new Keyboard())).toHaveLength(0)
})

test('[FILE-4] a tempo that changes moves no note', () => {
  const log = new RecordingLogWriter(start)
  log.tempo(start, { microsPerQuarter: 3_000_000, meter: { beats: 4, unit: 4 } })
  log.tempo(start + 2_345, { microsPerQuarter: 150_000, meter: { beats: 3, unit: 8 } })
  for (const atMs of [10, 2_000, 3_333, 50_001]) {
    log.notes(1, start + atMs, on(60))
    log.notes(1, start + atMs + 7, off(60))
  }
  const file = exportRecording({ name: 'Rubato', durationMs: 60_000, players: [], log: log.take() })

  const times = readMidiFile(file).events.flatMap(({ atMs, bytes }) => (isNoteOn(bytes) ? [atMs] : []))
  times.forEach((atMs, index) => expect(Math.abs(atMs - ([10, 2_000, 3_333, 50_001][index] ?? 0))).toBeLessThan(1))
  expect(times).toHaveLength(4)
})

async function scene() {
  const ports = createTestPorts({ nowMs: start })
  const [owner, guest, stranger] = [anAccount(), aGuest(), aGuest()]
  await ports.users.addAccount(owner, 'hash')
  for (const someone of [guest, stranger]) await ports.users.addGuest(someone)
  const room = aRoom({ ownerId: owner.id, type: 'private' })
  await ports.rooms.add(room)
  const liveRooms = new LiveRooms()
  const live = liveRooms.open(room, start)
  const enter = (user: User) => live.admit({ user, listens: false, nowMs: start })
  return { needs: { ...ports, liveRooms, recordingLimits: limits }, live, enter, owner, guest, stranger }
}

test('[REC-1] a room is recorded by those who run it, as long as they are there', async () => {
  const { needs, live, enter, owner, guest } = await scene()
  await expect(startRecording(needs, { live, user: owner, name: '' })).rejects.toMatchObject({ code: 'not_in_room' })
  enter(owner)
  enter(guest)
  await expect(startRecording(needs, { live, user: guest, name: '' })).rejects.toMatchObject({ code: 'not_allowed' })

  const recording = await startRecording(needs, { live, user: owner, name: '' })

  expect(recording).toMatchObject({ state: 'running', startedById: owner.id, name: 'Late Chopin 2026-09-21 14:13' })
  expect(await needs.recordings.find(recording.id)).toEqual(recording)
})

test('[REC-5] nobody has more recordings than one may, and all together take no more room than there is', async () => {
  const { needs, live, enter, owner } = await scene()
  enter(owner)
  const first = await startRecording(needs, { live, user: owner, name: 'One' })
  await startRecording(needs, { live, user: owner, name: 'Two' })
  await expect(startRecording(needs, { live, user: owner, name: 'Three' })).rejects.toMatchObject({
    code: 'recordings_full',
  })

  await needs.recordings.append({ id: first.id, seq: 1, log: new Uint8Array(100), durationMs: 1, players: [] })
  const roomy = { ...needs, recordingLimits: { ...limits, mostPerUser: 10 } }
  await expect(startRecording(roomy, { live, user: owner, name: 'Four' })).rejects.toMatchObject({
    code: 'recordings_full',
  })
})

test('[REC-7] who was there reads a recording, to strangers there is none, and only those who may change it do', async () => {
  const { needs, live, enter, owner, guest, stranger } = await scene()
  enter(owner)
  const { id } = await startRecording(needs, { live, user: owner, name: 'Evening' })
  const player = { number: 2, userId: guest.id, username: 'Bo' }
  await needs.recordings.append({ id, seq: 1, log: new Uint8Array(1), durationMs: 9, players: [player] })

  await expect(getRecording(needs, { id, user: stranger })).rejects.toMatchObject({ code: 'recording_not_found' })
  expect(await getRecording(needs, { id, user: guest })).toMatchObject({ mayChange: false, players: [player] })
  expect(await getRecording(needs, { id, user: owner })).toMatchObject({ mayChange: true })
  await expect(renameRecording(needs, { id, user: guest, name: 'Mine' })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(removeRecording(needs, { id, user: owner })).rejects.toMatchObject({ code: 'recording_runs' })
  await expect(renameRecording(needs, { id, user: owner, name: ' \u202e ' })).rejects.toMatchObject({
    code: 'invalid_input',
  })

  await renameRecording(needs, { id, user: owner, name: ' Late  evening ' })
  expect((await needs.recordings.find(id))?.name).toBe('Late evening')
  await needs.recordings.end(id)
  await removeRecording(needs, { id, user: owner })
  await expect(getRecording(needs, { id, user: guest })).rejects.toMatchObject({ code: 'recording_not_found' })
})

test('[REC-7] of an open room whoever could come in reads along', async () => {
  const { needs, owner, stranger } = await scene()
  const open = aRoom({ ownerId: owner.id })
  await needs.rooms.add(open)
  const other = new LiveRoom(open, start)
  other.admit({ user: owner, listens: false, nowMs: start })
  const { id } = await startRecording(needs, { live: other, user: owner, name: 'Open' })

  expect(await getRecording(needs, { id, user: stranger })).toMatchObject({ mayChange: false })
  await needs.rooms.remove(open.id)
  await expect(getRecording(needs, { id, user: stranger })).rejects.toMatchObject({ code: 'recording_not_found' })
})
