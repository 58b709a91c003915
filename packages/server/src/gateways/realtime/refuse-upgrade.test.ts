import { Duplex } from 'node:stream'
import { setImmediate as turnOver } from 'node:timers/promises'
import { Refusal } from '@tutti/core'
import { expect, test } from 'vitest'
import { refuseUpgrade } from './refuse-upgrade.ts'

test('[S-105] a refused client that keeps its own side open holds no socket', async () => {
  const written: string[] = []
  const socket = new Duplex({
    allowHalfOpen: true,
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      written.push(chunk.toString())
      done()
    },
  })

  refuseUpgrade(socket, new Refusal('rate_limited'))
  await turnOver()

  expect(written.join('')).toContain('HTTP/1.1 429')
  expect(socket.destroyed).toBe(true)
})
