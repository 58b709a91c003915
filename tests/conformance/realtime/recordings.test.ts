import { setTimeout as sleep } from 'node:timers/promises'
import { packMidi, type MidiEvent } from '@tutti/core'
import { RecordingEnd } from '@tutti/protocol/realtime'
import type { TestPlayer } from '@tutti/testkit/server'
import { Midi } from '@tonejs/midi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'
import { press, release } from './notes.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

const begin = (name = '') => ({ case: 'recordingCommand', value: { record: true, name } }) as const
const end = { case: 'recordingCommand', value: { record: false } } as const

/** A room of two, the first one its owner. */
async function duo(more: object = {}) {
  const [ana, bo] = [await stage.member(), await stage.guest()]
  const roomId = await stage.openRoom(ana, { room_name: 'Duo', ...more })
  const [one, two] = [await stage.connect(ana), await stage.connect(bo)]
  await one.join(roomId)
  await two.join(roomId)
  return { ana, bo, one, two, roomId }
}

async function record(player: TestPlayer, name = ''): Promise<string> {
  expect((await player.ask(begin(name))).message.case).toBe('ack')
  return (await player.next('recordingState')).recordingId
}

async function fileOf(id: string, { token }: Person): Promise<Response> {
  return fetch(`${stage.server.url}/api/recordings/${id}/file`, { headers: { authorization: `Bearer ${token}` } })
}

test('[REC-2] everybody sees that the room is recorded, from when and by whom, and when it ends', async () => {
  const { ana, one, two, roomId } = await duo()
  const id = await record(one, 'Evening')

  const seen = await two.next('recordingState')
  expect(seen).toMatchObject({ running: true, recordingId: id, name: 'Evening', userId: ana.userId })
  expect(Number(seen.startedAt)).toBeGreaterThan(Date.now() - 5_000)
  const late = await stage.connect()
  expect((await late.join(roomId)).recording).toEqual(seen)

  expect((await one.ask(end)).message.case).toBe('ack')
  expect(await two.next('recordingState')).toMatchObject({ running: false, end: RecordingEnd.STOPPED, recordingId: id })
  const later = await stage.connect()
  expect((await later.join(roomId)).recording).toBeUndefined()
})

test('[REC-1] only those who run the room record it, one at a time', async () => {
  const { one, two } = await duo()
  expect((await two.ask(begin())).message.value).toMatchObject({ code: 'not_allowed' })
  expect((await one.ask(end)).message.value).toMatchObject({ code: 'not_recording' })
  await record(one)
  expect((await one.ask(begin())).message.value).toMatchObject({ code: 'recording_runs' })
  expect((await two.ask(end)).message.value).toMatchObject({ code: 'not_allowed' })
  const alone = await stage.connect()
  expect((await alone.ask(begin())).message.value).toMatchObject({ code: 'not_in_room' })
})

interface Sent {
  readonly key: number
  readonly velocity: number
  readonly onMs: number
  readonly offMs: number
}

/** Plays for real: each message of a few notes at its time, as a client sends them. */
async function perform(player: TestPlayer, { count, key, velocity }: { count: number; key: number; velocity: number }) {
  const sent: Sent[] = []
  for (let index = 0; index < count; index += 1) {
    const onMs = Date.now()
    const offMs = onMs + 7.5
    const events: MidiEvent[] = [
      { offsetMs: 0, bytes: Uint8Array.of(0x90, key + index, velocity) },
      { offsetMs: 7.5, bytes: Uint8Array.of(0x80, key + index, 64) },
    ]
    player.play(packMidi(events), index, onMs)
    sent.push({ key: key + index, velocity, onMs, offMs })
    await sleep(11)
  }
  return sent
}

test('[REC-8] what two have played downloads as a file that another library reads: every note at its time, the pedal, a track each', async () => {
  const { ana, one, two } = await duo()
  one.play(Uint8Array.of(0, 0xc0, 4), 1)
  await one.settled()
  const id = await record(one, 'Żółw — Duet/2')
  const startedAtMs = Number((await two.next('recordingState')).startedAt)
  one.send({ case: 'transport', value: { tempo: 90, beats: 3 } })
  const pedalAtMs = Date.now()
  one.play(Uint8Array.of(0, 0xb0, 64, 127), 2, pedalAtMs)
  const [anas, bos] = await Promise.all([
    perform(one, { count: 30, key: 40, velocity: 100 }),
    perform(two, { count: 25, key: 80, velocity: 50 }),
  ])
  two.play(press(30), 99)
  await Promise.all([one.settled(), two.settled()])
  await one.ask(end)

  const response = await fileOf(id, ana)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('audio/midi')
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="___w _ Duet 2.mid"; filename*=UTF-8''%C5%BB%C3%B3%C5%82w%20%E2%80%94%20Duet%202.mid`,
  )
  const midi = new Midi(await response.arrayBuffer())
  expect(midi.tracks).toHaveLength(2)
  const [anasTrack, bosTrack] = midi.tracks
  const heard = (track = anasTrack) =>
    (track?.notes ?? []).map(({ midi: key, velocity, time, duration }) => ({
      key,
      velocity: Math.round(velocity * 127),
      onMs: startedAtMs + time * 1000,
      offMs: startedAtMs + (time + duration) * 1000,
    }))
  for (const [sent, track] of [
    [anas, heard(anasTrack)],
    [bos, heard(bosTrack).filter(({ key }) => key !== 30)],
  ] as const) {
    expect(track.map(({ key, velocity }) => [key, velocity])).toEqual(sent.map(({ key, velocity }) => [key, velocity]))
    const offBy = track.flatMap(({ onMs, offMs }, index) => [
      Math.abs(onMs - (sent[index]?.onMs ?? 0)),
      Math.abs(offMs - (sent[index]?.offMs ?? 0)),
    ])
    expect(Math.max(...offBy)).toBeLessThan(2)
  }
  const [down, up] = anasTrack?.controlChanges[64] ?? []
  expect(Math.abs(startedAtMs + (down?.time ?? 0) * 1000 - pedalAtMs)).toBeLessThan(2)
  expect([down?.value, up?.value]).toEqual([1, 0])
  expect(anasTrack?.instrument.number).toBe(4)
  expect(heard(bosTrack).some(({ key }) => key === 30)).toBe(true)
  expect(midi.header.timeSignatures.map(({ timeSignature }) => timeSignature)).toContainEqual([3, 4])
  expect(Math.round(midi.header.tempos.at(-1)?.bpm ?? 0)).toBe(90)
})

test('[REC-7] a recording is listed for those who were there, read, renamed and deleted by those who may', async () => {
  const { ana, bo, one, roomId } = await duo({ room_type: 'private' })
  const id = await record(one, 'Private')
  one.play(press(60), 1)
  await one.settled()
  const busy = await stage.ask(`DELETE /recordings/${id}`, ana)
  expect([busy.status, busy.error['code']]).toEqual([409, 'VALIDATION_ERROR'])
  await one.ask(end)

  const listed = await stage.ask(`GET /rooms/${roomId}/recordings`, bo)
  expect(listed.data['recordings']).toEqual([
    expect.objectContaining({ recording_id: id, name: 'Private', running: false }),
  ])
  const own = await stage.ask('GET /recordings', bo)
  expect(own.data['pagination']).toMatchObject({ total: 1 })
  const exported = await stage.ask('GET /users/profile/export', ana)
  expect(exported.data['recordings']).toMatchObject([{ recording_id: id, name: 'Private' }])
  const known = await stage.ask(`GET /recordings/${id}`, bo)
  expect(known.data).toMatchObject({ may_change: false, started_by: ana.userId, room_id: roomId })
  expect(known.data['players']).toHaveLength(2)
  const renamed = await stage.ask(`PATCH /recordings/${id}`, ana, { name: ' Late  night ' })
  expect(renamed.data).toMatchObject({ name: 'Late night', may_change: true })
  expect((await stage.ask(`PATCH /recordings/${id}`, bo, { name: 'Mine' })).status).toBe(403)

  const stranger = await stage.guest()
  expect((await stage.ask(`GET /recordings/${id}`, stranger)).status).toBe(404)
  expect((await fileOf(id, stranger)).status).toBe(404)
  expect((await stage.ask(`GET /rooms/${roomId}/recordings`, stranger)).status).toBe(403)
  expect((await stage.ask('GET /recordings', stranger)).data['recordings']).toEqual([])
  expect((await stage.ask(`DELETE /recordings/${id}`, stranger)).status).toBe(404)

  expect((await stage.ask(`DELETE /rooms/${roomId}`, ana)).status).toBe(200)
  expect((await fileOf(id, bo)).status).toBe(200)
  expect((await stage.ask(`DELETE /recordings/${id}`, ana)).status).toBe(200)
  expect((await fileOf(id, bo)).status).toBe(404)
})

test('[REC-6] with the last participant the recording ends', async () => {
  const { ana, one, two } = await duo()
  const id = await record(one)
  one.play(press(60), 1)
  await one.settled()
  for (const player of [one, two]) await player.ask({ case: 'leaveRoomCommand', value: {} })

  await expect.poll(async () => (await stage.ask(`GET /recordings/${id}`, ana)).data['running']).toBe(false)
  const midi = new Midi(await (await fileOf(id, ana)).arrayBuffer())
  expect(midi.tracks.flatMap(({ notes }) => notes.map(({ midi: key }) => key))).toEqual([60])
})

test('[REC-5] a recording that is full ends by itself, and everybody is told', async () => {
  await using small = await openRoomsStage({ recordingsMostMb: 0.0005 })
  const ana = await small.member()
  const one = await small.connect(ana)
  await one.join(await small.openRoom(ana))
  await one.ask(begin())
  await one.next('recordingState')
  for (let index = 0; index < 60; index += 1) one.play(index % 2 === 0 ? press(60) : release(60), index)

  expect(await one.next('recordingState')).toMatchObject({ running: false, end: RecordingEnd.FULL })
})

test('[REC-6] a server that stops and starts again has kept what was recorded', async () => {
  await using own = await openRoomsStage()
  const ana = await own.member()
  const one = await own.connect(ana)
  await one.join(await own.openRoom(ana))
  await one.ask(begin('Before'))
  const { recordingId } = await one.next('recordingState')
  one.play(press(64), 1)
  await one.settled()
  await own.restart()

  const { data } = await own.ask(`GET /recordings/${recordingId}`, ana)
  expect(data).toMatchObject({ running: false, name: 'Before' })
  const headers = { authorization: `Bearer ${ana.token}` }
  const file = await fetch(`${own.server.url}/api/recordings/${recordingId}/file`, { headers })
  expect(new Midi(await file.arrayBuffer()).tracks[0]?.notes.map(({ midi }) => midi)).toEqual([64])
})
