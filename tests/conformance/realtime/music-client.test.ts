import { createClient, positionAt, type RoomSession, type TuttiClient } from '@tutti/client'
import { isNoteOn, readMidiFile, writeMidiFile } from '@tutti/core'
import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

async function enter(username: string): Promise<TuttiClient> {
  const client = createClient({ baseUrl: server.url, WebSocket })
  await client.enterAsGuest({ username })
  return client
}

function next(room: RoomSession, name: Parameters<RoomSession['on']>[0]): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = room.on(name, (value) => {
      stop()
      resolve(value)
    })
  })
}

test('[PLAY-2] [PLAY-6] a client follows the shared player, and has it in hand', async () => {
  const [ana, bo] = [await enter('Ana'), await enter('Bo')]
  const room = await ana.connect().createRoom({ roomName: 'Duo', settings: { sharedPlayer: true } })
  const other = await bo.connect().joinRoom({ roomId: room.room.roomId })
  expect([other.player.state, other.room.settings.sharedPlayer]).toEqual([null, true])
  const events = [
    { atMs: 0, bytes: Uint8Array.of(0x90, 60, 80) },
    { atMs: 60_000, bytes: Uint8Array.of(0x80, 60, 64) },
  ]
  const notes = next(other, 'notes')
  const added = await bo.pieces.add(room.room.roomId, writeMidiFile({ name: 'x', tracks: [{ name: 'x', events }] }), {
    title: 'Étude',
  })
  expect(added).toMatchObject({ piece: 1, title: 'Étude', addedByName: 'Bo', durationMs: 60_000 })
  await expect.poll(() => room.player.state).toMatchObject({ isPlaying: true, queue: [{ number: 1, title: 'Étude' }] })
  expect(await notes).toMatchObject({ participant: room.player.state?.participant })
  expect(room.participants.filter(({ isSharedPlayer }) => isSharedPlayer).map(({ user }) => user.username)).toEqual([
    'Étude',
  ])

  await other.player.seek(30_000)
  await other.player.pause()
  await expect.poll(() => room.player.state?.isPlaying).toBe(false)
  const state = room.player.state
  expect(state && positionAt(state, state.atMs + 9_000)).toBeGreaterThanOrEqual(30_000)
  await room.player.voteToSkip()
  await expect.poll(() => other.player.state?.votes).toEqual([room.me.user.userId])
  await other.player.voteToSkip()
  await expect.poll(() => room.player.state).toBeNull()
  await expect(room.player.play()).rejects.toMatchObject({ code: 'nothing_plays' })
})

test('[REC-2] [REC-7] a client sees that the room is recorded, and has the recordings', async () => {
  const [ana, bo] = [await enter('Ana'), await enter('Bo')]
  const room = await ana.connect().createRoom({ roomName: 'Duo' })
  const other = await bo.connect().joinRoom({ roomId: room.room.roomId })
  const seen = next(other, 'recording')
  await room.recorder.start('Evening')
  expect(await seen).toMatchObject({ name: 'Evening', username: 'Ana' })
  expect(other.recorder.running?.recordingId).toBe(room.recorder.running?.recordingId)
  other.play(Uint8Array.of(0x90, 62, 90))
  await next(room, 'notes')
  const ended = next(other, 'recorded')
  await room.recorder.stop()
  expect(await ended).toMatchObject({ end: 'stopped', name: 'Evening' })
  expect(other.recorder.running).toBeNull()

  const { items } = await bo.recordings.ofRoom(room.room.roomId)
  const [{ recordingId } = { recordingId: '' }] = items
  expect((await ana.recordings.list()).items.map(({ name }) => name)).toEqual(['Evening'])
  const file = await bo.recordings.file(recordingId)
  expect(file.name).toBe('Evening.mid')
  const { events } = readMidiFile(file.bytes, { isStrict: true })
  expect(events.filter(({ bytes }) => isNoteOn(bytes)).map(({ bytes }) => [...bytes])).toEqual([[0x90, 62, 90]])
  await expect(bo.recordings.rename(recordingId, 'Mine')).rejects.toMatchObject({ status: 403 })
  expect((await ana.recordings.rename(recordingId, 'Ours')).name).toBe('Ours')
  await ana.recordings.delete(recordingId)
  await expect(ana.recordings.get(recordingId)).rejects.toMatchObject({ status: 404 })
})
