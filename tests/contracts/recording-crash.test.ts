import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { isNoteOn, readMidiFile } from '@tutti/core'
import { createClient, type RoomSession } from '@tutti/client'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'

const script = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url))

test('[REC-4] [REC-6] killed in the middle of a recording, all but the last second of it is there and it is over', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-recording-'))
  await using owned = new AsyncDisposableStack()
  owned.defer(() => rm(dataDir, { recursive: true, force: true }))
  const env = { ...process.env, DATA_DIR: dataDir }
  const process1 = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  owned.defer(() => void process1.kill('SIGKILL'))
  const lines = createInterface(process1.stdout)
  const [baseUrl]: string[] = await once(lines, 'line')
  const client = createClient({ baseUrl: baseUrl ?? '', WebSocket, onListenerError: () => undefined })
  await client.enterAsGuest({ username: 'Ana' })
  const room = await client.connect().createRoom({ roomName: 'Crash' })
  await room.recorder.start('Until the end')
  const played = await playFor(room, 1_800)
  const killedAtMs = Date.now()
  const gone = once(process1, 'exit')
  process1.kill('SIGKILL')
  await gone
  client.connection?.close()

  await using server = await startTestServer({ dataDir, databaseUrl: `file:${dataDir}/tutti.db` })
  const { session } = client
  const headers = { authorization: `Bearer ${session?.token}` }
  const listed = await (await fetch(`${server.url}/api/recordings`, { headers })).json()
  const [recording] = (listed as { data: { recordings: Record<string, unknown>[] } }).data.recordings
  expect(recording).toMatchObject({ name: 'Until the end', running: false, started_by_name: 'Ana' })
  const file = await fetch(`${server.url}/api/recordings/${String(recording?.['recording_id'])}/file`, { headers })
  const { events } = readMidiFile(new Uint8Array(await file.arrayBuffer()), { isStrict: true })
  const kept = events.filter(({ bytes }) => isNoteOn(bytes)).length
  expect(kept).toBeGreaterThanOrEqual(played.filter((atMs) => atMs < killedAtMs - 1_000).length)
  expect(kept).toBeGreaterThan(10)
  expect(kept).toBeLessThanOrEqual(played.length)
}, 30_000)

/** When each note was played. */
async function playFor(room: RoomSession, forMs: number): Promise<readonly number[]> {
  const played: number[] = []
  const untilMs = Date.now() + forMs
  for (let key = 30; Date.now() < untilMs; key = key === 99 ? 30 : key + 1) {
    room.play(Uint8Array.of(0x90, key, 80))
    room.play(Uint8Array.of(0x80, key, 64))
    played.push(Date.now())
    await sleep(20)
  }
  return played
}
