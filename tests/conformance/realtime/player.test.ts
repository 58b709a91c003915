import { isNoteOn, unpackMidi, writeMidiFile, type TimedMidiEvent } from '@tutti/core'
import { NotesOffCause } from '@tutti/protocol/realtime'
import type { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

/** A scale of so many notes. */
function scale(count: number, { everyMs = 20, lastsMs = 15 } = {}): Uint8Array {
  const events = Array.from({ length: count }, (_, index): TimedMidiEvent[] => [
    { atMs: index * everyMs, bytes: Uint8Array.of(0x90, 40 + (index % 60), 80) },
    { atMs: index * everyMs + lastsMs, bytes: Uint8Array.of(0x80, 40 + (index % 60), 64) },
  ])
  const pedal = { atMs: 0, bytes: Uint8Array.of(0xb0, 64, 127) }
  return writeMidiFile({ name: 'Scale', tracks: [{ name: 'Scale', events: [pedal, ...events.flat()] }] })
}

async function upload(roomId: string, who: Person, file: Uint8Array, { query = '', type = 'audio/midi' } = {}) {
  const response = await fetch(`${stage.server.url}/api/rooms/${roomId}/player/queue${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': type },
    body: new Uint8Array(file),
  })
  const { data, error } = (await response.json()) as { data?: Record<string, unknown>; error?: Record<string, unknown> }
  return { status: response.status, data: data ?? {}, error: error ?? {} }
}

/** A room of two, the first one its owner. */
async function duo(settings: object = {}) {
  const [ana, bo] = [await stage.member(), await stage.guest()]
  const roomId = await stage.openRoom(ana, { settings })
  const [one, two] = [await stage.connect(ana), await stage.connect(bo)]
  await one.join(roomId)
  await two.join(roomId)
  return { ana, bo, one, two, roomId }
}

async function heard(player: TestPlayer, count: number): Promise<readonly TimedMidiEvent[]> {
  const events: TimedMidiEvent[] = []
  while (events.filter(({ bytes }) => isNoteOn(bytes)).length < count) {
    const { midiData, timestamp } = await player.next('midiMessage')
    events.push(...unpackMidi(midiData).map(({ offsetMs, bytes }) => ({ atMs: Number(timestamp) + offsetMs, bytes })))
  }
  return events
}

const command = (action: { readonly case: string; readonly value: unknown }) =>
  ({ case: 'playerCommand', value: { action } }) as never

test('[PLAY-6] everybody hears a piece note by note at its own times, from a participant that takes no place', async () => {
  const { ana, one, two, roomId } = await duo()
  const { status, data } = await upload(roomId, ana, scale(40))
  expect([status, data]).toEqual([
    201,
    { piece: 1, title: 'Scale', duration_ms: 795, added_by: ana.userId, added_by_name: expect.any(String) },
  ])

  const { participant } = await two.next('participantJoined')
  expect(participant).toMatchObject({ participant: 3, sharedPlayer: true, listens: true, user: { username: 'Scale' } })
  const state = await two.next('playerState')
  expect(state).toMatchObject({ playing: true, participant: 3, votesNeeded: 2, queue: [{ piece: 1, title: 'Scale' }] })
  const [atTwo, atOne] = await Promise.all([heard(two, 40), heard(one, 40)])
  expect(atOne).toEqual(atTwo)
  const startMs = Number(state.timestamp)
  const ons = atTwo.filter(({ bytes }) => isNoteOn(bytes))
  expect(ons.map(({ bytes }) => bytes[1])).toEqual(Array.from({ length: 40 }, (_, index) => 40 + index))
  ons.forEach(({ atMs }, index) => expect(Math.abs(atMs - startMs - index * 20)).toBeLessThan(2))
  expect((await stage.ask(`GET /rooms/${roomId}`, ana)).data['current_users']).toBe(2)
  expect((await stage.ask(`GET /rooms/${roomId}/participants`, ana)).data['participants']).toHaveLength(2)

  expect((await two.next('participantLeft')).participant).toBe(3)
  expect(await two.next('playerState')).toMatchObject({ playing: false, queue: [], participant: 0 })
})

test('[PLAY-6] who comes in the middle is told what plays and what sounds', async () => {
  const { ana, two, roomId } = await duo()
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }))
  await heard(two, 1)

  const late = await stage.connect()
  const { player, participants } = await late.join(roomId)
  expect(player).toMatchObject({ playing: true, queue: [{ title: 'Scale' }] })
  const shared = participants.find(({ sharedPlayer }) => sharedPlayer)
  expect(shared?.participant).toBe(player?.participant)
  expect(shared?.channels[0]?.held).toMatchObject([{ key: 40, velocity: 80 }])
  expect(shared?.channels[0]?.controllers).toContainEqual(expect.objectContaining({ number: 64, value: 127 }))
})

test('[PLAY-6] [PLAY-2] pausing ends what sounds; going on sets the pedal again', async () => {
  const { ana, one, two, roomId } = await duo()
  await upload(roomId, ana, scale(2, { everyMs: 60_000, lastsMs: 59_000 }))
  await heard(two, 1)
  expect((await one.ask(command({ case: 'play', value: false }))).message.case).toBe('ack')

  const events = unpackMidi((await two.next('midiMessage')).midiData).map(({ bytes }) => [...bytes])
  expect(events).toEqual([
    [0x90, 40, 0],
    [0xb0, 64, 0],
  ])
  expect(await two.next('notesOff')).toMatchObject({ channels: [0], cause: NotesOffCause.PLAYER_STOPPED })
  expect(await two.next('playerState')).toMatchObject({ playing: false })

  await one.ask(command({ case: 'seekMs', value: 59_990 }))
  await one.ask(command({ case: 'play', value: true }))
  const after = await heard(two, 1)
  expect(after.map(({ bytes }) => [...bytes])).toEqual([
    [0xb0, 64, 127],
    [0x90, 41, 80],
  ])
})

test('[PLAY-4] only those who run the room use the player, unless the room shares it', async () => {
  const { ana, bo, two, roomId } = await duo()
  expect((await upload(roomId, bo, scale(1))).status).toBe(403)
  expect((await two.ask(command({ case: 'skip', value: true }))).message.value).toMatchObject({ code: 'not_allowed' })
  expect((await upload(roomId, await stage.member(), scale(1))).status).toBe(403)
  expect((await stage.ask(`PUT /rooms/${roomId}`, ana, { settings: { shared_player: true } })).status).toBe(200)
  expect((await upload(roomId, bo, scale(1))).status).toBe(201)
})

test('[PLAY-5] more than half of the players bring the next piece, and a leaver counts no more', async () => {
  const { ana, one, two, roomId } = await duo()
  const three = await stage.connect()
  await three.join(roomId)
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }), { query: '?title=One' })
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }), { query: '?title=Two' })
  const vote = command({ case: 'voteSkip', value: true })
  expect((await two.ask(vote)).message.case).toBe('ack')
  await expect.poll(() => one.all('playerState').at(-1)).toMatchObject({ votes: [expect.any(String)], votesNeeded: 2 })
  await two.ask({ case: 'leaveRoomCommand', value: {} })
  await expect.poll(() => one.all('playerState').at(-1)?.votes).toEqual([])
  await one.ask(vote)
  await three.ask(vote)

  await expect
    .poll(() =>
      one
        .all('playerState')
        .at(-1)
        ?.queue.map(({ title }) => title),
    )
    .toEqual(['Two'])
})

test('[PLAY-2] pieces are removed from the queue, and the player is read over HTTP', async () => {
  const { ana, bo, one, roomId } = await duo({ shared_player: true })
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }), { query: '?title=One' })
  await upload(roomId, bo, scale(1), { query: '?title=Two' })
  const { data } = await stage.ask(`GET /rooms/${roomId}/player`, bo)
  expect(data).toMatchObject({ playing: true, votes: 0, votes_needed: 2 })
  expect(data['queue']).toMatchObject([{ title: 'One' }, { title: 'Two', added_by: bo.userId }])

  expect((await stage.ask(`DELETE /rooms/${roomId}/player/queue/1`, bo)).status).toBe(200)
  expect((await stage.ask(`DELETE /rooms/${roomId}/player/queue/9`, bo)).status).toBe(404)
  await expect
    .poll(() =>
      one
        .all('playerState')
        .at(-1)
        ?.queue.map(({ title }) => title),
    )
    .toEqual(['Two'])
})

test('[FILE-2] [FILE-3] a file that cannot be played is refused with the reason, and nothing happens', async () => {
  const { ana, roomId } = await duo()
  const whole = scale(50)
  const reasons = await Promise.all(
    [new Uint8Array(64).fill(7), whole.subarray(0, whole.length - 30), new Uint8Array(1024 * 1024 + 1).fill(1)].map(
      async (file) => {
        const { status, error } = await upload(roomId, ana, file)
        return [status, (error['details'] as Record<string, unknown>)['reason']]
      },
    ),
  )
  expect(reasons).toEqual([
    [400, 'not_midi'],
    [400, 'damaged'],
    [400, 'too_big'],
  ])
  expect((await upload(roomId, ana, new Uint8Array(1_100_000))).error['details']).toMatchObject({
    issue: 'FILE_TOO_LARGE',
  })
  expect((await upload(roomId, ana, whole, { type: 'image/png' })).status).toBe(415)
  expect((await upload(roomId, ana, new Uint8Array(0))).status).toBe(400)
  expect((await stage.ask(`GET /rooms/${roomId}/player`, ana)).data['queue']).toEqual([])
})

test('[PLAY-1] a form brings a file too, and a recording plays again in the room', async () => {
  const { ana, one, two, roomId } = await duo()
  await one.ask({ case: 'recordingCommand', value: { record: true, name: 'Take one' } })
  const { recordingId } = await two.next('recordingState')
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(scale(3))]), '../../x.mid')
  form.set('title', 'From a form')
  const response = await fetch(`${stage.server.url}/api/rooms/${roomId}/player/queue`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ana.token}` },
    body: form,
  })
  expect(response.status).toBe(201)
  expect(await two.next('playerState')).toMatchObject({ queue: [{ title: 'From a form' }] })
  await two.next('participantLeft')
  await one.ask({ case: 'recordingCommand', value: { record: false } })
  await two.settled()

  expect((await two.ask(command({ case: 'addRecording', value: recordingId }))).message.value).toMatchObject({
    code: 'not_allowed',
  })
  expect((await one.ask(command({ case: 'addRecording', value: recordingId }))).message.case).toBe('ack')
  expect(await two.next('participantJoined')).toMatchObject({ participant: { user: { username: 'Take one' } } })
  expect((await heard(two, 3)).length).toBeGreaterThan(3)
})

test('[PLAY-4] whoever presses without end is told to wait, and everybody else goes on', async () => {
  const { ana, one, two, roomId } = await duo()
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }))
  const sought = Array.from({ length: 13 }, (_, index) => one.ask(command({ case: 'seekMs', value: index })))
  const answers = await Promise.all(sought)
  expect(answers.slice(0, 12).every(({ message }) => message.case === 'ack')).toBe(true)
  expect(answers[12]?.message.value).toMatchObject({ code: 'rate_limited' })
  expect((await two.ask(command({ case: 'voteSkip', value: true }))).message.case).toBe('ack')
})

test('[PLAY-6] with the last participant the music ends', async () => {
  const { ana, one, two, roomId } = await duo()
  await upload(roomId, ana, scale(1, { lastsMs: 60_000 }))
  for (const player of [one, two]) await player.ask({ case: 'leaveRoomCommand', value: {} })
  const { player, participants } = await one.join(roomId)
  expect([player, participants.length]).toEqual([undefined, 1])
})
