import { PassThrough } from 'node:stream'
import { setImmediate as turnOver } from 'node:timers/promises'
import { LiveRoom } from '@tutti/core'
import { decodeMessage, decodeMessageJson, type Wire } from '@tutti/protocol/realtime'
import { aGuest, aRoom } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { Outbox } from './outbox.ts'
import { RoomChannel } from './room-channel.ts'
import type { Seat } from './seat.ts'
import { SignalBatch } from './signal-batch.ts'
import type { Signal } from './signals.ts'
import { Turn } from './turn.ts'

function stage(...wires: readonly Wire[]) {
  const turn = new Turn((fault) => {
    throw fault
  })
  const channel = new RoomChannel(new LiveRoom(aRoom(), 0), turn)
  const people = wires.map((wire) => {
    const socket = new PassThrough()
    const outbox = new Outbox(socket, wire, turn)
    const participant = channel.live.admit({ user: aGuest(), listens: false, nowMs: 0 })
    return { seat: channel.take(participant, outbox, 0), socket }
  })
  return { batch: new SignalBatch(channel, turn), channel, people }
}

const cursor = (x: number): Signal => ({ case: 'cursor', value: { x, y: 0.5, gone: false } as never })

/** Who showed what, as it stands in the frames: all of them are short. */
function read(socket: PassThrough, wire: Wire = 'proto'): unknown[] {
  const told: unknown[] = []
  const chunks: Buffer[] = []
  for (let chunk: Buffer | null = socket.read(); chunk; chunk = socket.read()) chunks.push(chunk)
  let bytes = Buffer.concat(chunks)
  while (bytes.length > 0) {
    const end = 2 + (bytes[1] ?? 0)
    const frame = bytes.subarray(2, end)
    const { message } = wire === 'proto' ? decodeMessage(frame) : decodeMessageJson(frame.toString())
    if (message.case === 'userCommand') told.push([message.value.participant, message.value.command.case])
    if (message.case === 'userCommand' && message.value.command.case === 'cursor') {
      told.splice(-1, 1, [message.value.participant, message.value.command.value.x])
    }
    bytes = bytes.subarray(end)
  }
  return told
}

test('[SIGN-2] of each player in a turn the newest is told, to everybody but that player', async () => {
  const { batch, people } = stage('proto', 'proto', 'proto')
  const [ana, bo, cy] = people
  for (const x of [0.25, 0.5]) batch.add(ana?.seat as Seat, cursor(x))
  batch.add(bo?.seat as Seat, cursor(0.75))
  await turnOver()

  expect(read(cy?.socket as PassThrough)).toEqual([
    [1, 0.5],
    [2, 0.75],
  ])
  expect(read(ana?.socket as PassThrough)).toEqual([[2, 0.75]])
  expect(read(bo?.socket as PassThrough)).toEqual([[1, 0.5]])
})

test('[SIGN-2] a cursor does not take the place of typing; another turn begins anew', async () => {
  const { batch, people } = stage('proto', 'json')
  const [ana, bo] = people
  batch.add(ana?.seat as Seat, { case: 'typing', value: true })
  batch.add(ana?.seat as Seat, cursor(0.5))
  await turnOver()
  expect(read(bo?.socket as PassThrough, 'json')).toEqual([
    [1, 'typing'],
    [1, 0.5],
  ])

  batch.add(ana?.seat as Seat, cursor(0.25))
  await turnOver()
  expect(read(bo?.socket as PassThrough, 'json')).toEqual([[1, 0.25]])
})

test('[SIGN-2] whoever left in the same turn shows nothing, and is told nothing', async () => {
  const { batch, channel, people } = stage('proto', 'proto')
  const [ana, bo] = people
  batch.add(ana?.seat as Seat, cursor(0.5))
  batch.add(bo?.seat as Seat, cursor(0.25))
  channel.free(ana?.seat as Seat)
  await turnOver()

  expect(read(ana?.socket as PassThrough)).toEqual([])
  expect(read(bo?.socket as PassThrough)).toEqual([])
})

test('[SIGN-2] a reader that is too slow is told nothing perishable', async () => {
  const { batch, people } = stage('proto', 'proto')
  const [ana, bo] = people
  bo?.seat.outbox.fallBehind()
  batch.add(ana?.seat as Seat, cursor(0.5))
  await turnOver()

  expect(read(bo?.socket as PassThrough)).toEqual([])
})
