import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { roomId } from '@tutti/core'
import { createLog, createStores, openDatabase } from '@tutti/server'
import { expect, test } from 'vitest'

const log = createLog({ level: 'silent', format: 'json' })
const program = fileURLToPath(new URL('create-rooms-until-killed.ts', import.meta.url))

test.each(['before_write', 'before_commit', 'before_publish', 'before_answer'])(
  '[R-02] killed %s, a room is there whole or not at all, and those that were acknowledged are there',
  async (point) => {
    await using folder = await openFolder()
    const env = { ...process.env, FILE: folder.file, FAIL_AT: point }
    const writer = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const [said, [, signal]] = await Promise.all([text(writer.stdout), once(writer, 'exit')])
    expect(signal).toBe('SIGKILL')

    await using database = await openDatabase({ url: `file:${folder.file}`, log })
    const { rooms } = createStores(database)
    const lines = said.trim().split('\n')
    for (const [state = '', id = ''] of lines.map((line) => line.split(' '))) {
      const room = await rooms.find(roomId(id))
      if (state === 'done') expect(room).not.toBeNull()
      if (room) expect(room).toMatchObject({ name: expect.stringMatching(/^Room \d$/), passwordHash: 'hash of sesame' })
    }
    expect(lines.filter((line) => line.startsWith('done'))).toHaveLength(4)
    const fifth = await rooms.find(roomId(lines.at(-1)?.split(' ')[1] ?? ''))
    if (point === 'before_write') expect(fifth).toBeNull()
    if (point === 'before_publish' || point === 'before_answer') expect(fifth).not.toBeNull()
  },
)

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-rooms-'))
  return { file: join(path, 'tutti.db'), [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
