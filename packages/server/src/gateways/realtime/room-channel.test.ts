import { setImmediate as turnOver } from 'node:timers/promises'
import { PassThrough } from 'node:stream'
import {
  defaultRoomSettings,
  emptyProfile,
  LiveRoom,
  publicId,
  roomId,
  userId,
  type Room,
  type User,
} from '@tutti/core'
import { decodeMessage, type ServerMessage, type Wire } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { Outbox } from './outbox.ts'
import { RoomChannel } from './room-channel.ts'
import type { Seat } from './seat.ts'
import { Turn } from './turn.ts'

const room: Room = {
  id: roomId('V1StGXR8_'),
  name: 'Duo',
  ownerId: null,
  type: 'public',
  maxUsers: 50,
  passwordHash: null,
  lifetime: 'temporary',
  settings: defaultRoomSettings,
  createdAtMs: 0,
  updatedAtMs: 0,
}

const rethrow = (fault: unknown): never => {
  throw fault
}

interface Listener {
  readonly seat: Seat
  /** How often something was handed to the socket, and what. */
  readonly writes: Buffer[]
}

function channelOf(count: number): { readonly channel: RoomChannel; readonly listeners: Listener[] } {
  const turn = new Turn(rethrow)
  const channel = new RoomChannel(new LiveRoom(room, 0), turn)
  return { channel, listeners: Array.from({ length: count }, (_, index) => seatIn(channel, turn, index)) }
}

function seatIn(channel: RoomChannel, turn: Turn, index: number, wire: Wire = 'proto'): Listener {
  const writes: Buffer[] = []
  const socket = new PassThrough()
  socket.on('data', (chunk: Buffer) => writes.push(chunk))
  const user: User = {
    kind: 'guest',
    id: userId(`user ${index}`),
    publicId: publicId(`user${index}`),
    username: `User ${index}`,
    color: '#ffffff',
    createdAtMs: 0,
    updatedAtMs: 0,
    lastSeenAtMs: 0,
    generation: 0,
    profile: emptyProfile,
  }
  const participant = channel.live.admit({ user, listens: false, nowMs: 0 })
  return { seat: channel.take(participant, new Outbox(socket, wire, turn), 0), writes }
}

const note = (player: Seat, sequence: number) => ({
  midi: Uint8Array.of(0, 0x90, 60, 64),
  timestampMs: 1_000,
  sequence,
  participant: player.participant.number,
})

/** The messages in a run of unfragmented frames. */
function read(writes: readonly Buffer[]): ServerMessage[] {
  const bytes = Buffer.concat(writes)
  const messages: ServerMessage[] = []
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at + 1] ?? 0
    messages.push(decodeMessage(new Uint8Array(bytes.subarray(at + 2, at + 2 + length))))
    at += 2 + length
  }
  return messages
}

const sequences = ({ writes }: Listener): string[] =>
  read(writes).map(({ message }) =>
    message.case === 'midiMessage' ? `${message.value.participant}:${message.value.sequence}` : String(message.case),
  )

test('[P-061] the notes of one turn leave together, in order, without their own for each player', async () => {
  const { channel, listeners } = channelOf(3)
  const [ana, bo, cy] = listeners as [Listener, Listener, Listener]

  channel.play(note(ana.seat, 1))
  channel.play(note(bo.seat, 1))
  channel.play(note(ana.seat, 2))
  channel.play(note(ana.seat, 3))
  expect(cy.writes).toEqual([])
  await turnOver()

  expect(sequences(ana)).toEqual(['2:1'])
  expect(sequences(bo)).toEqual(['1:1', '1:2', '1:3'])
  expect(sequences(cy)).toEqual(['1:1', '2:1', '1:2', '1:3'])
  expect(cy.writes).toHaveLength(1)
})

test('[NOTE-6] a reliable message never overtakes a note that came before it', async () => {
  const { channel, listeners } = channelOf(2)
  const [ana, bo] = listeners as [Listener, Listener]

  channel.play(note(ana.seat, 1))
  channel.tell({ case: 'notesOff', value: { participant: 1, channels: [0] } }, ana.seat)
  channel.play(note(ana.seat, 2))
  await turnOver()

  expect(sequences(bo)).toEqual(['1:1', 'notesOff', '1:2'])
})

test('[P-061] whoever comes amid a turn gets none of its earlier notes', async () => {
  const { channel, listeners } = channelOf(2)
  const [ana] = listeners as [Listener]
  channel.play(note(ana.seat, 1))

  const late = seatIn(channel, new Turn(rethrow), 9)
  channel.play(note(ana.seat, 2))
  await turnOver()

  expect(sequences(late)).toEqual(['1:2'])
})

test('[P-061] a turn with more notes than any before it loses none', async () => {
  const { channel, listeners } = channelOf(2)
  const [ana, bo] = listeners as [Listener, Listener]

  for (let sequence = 1; sequence <= 500; sequence += 1) channel.play(note(ana.seat, sequence))
  await turnOver()

  expect(sequences(bo)).toEqual(Array.from({ length: 500 }, (_, index) => `1:${index + 1}`))
})

test('[R-45] a fault in one room is not the next one’s', async () => {
  const faults: unknown[] = []
  const turn = new Turn((fault) => faults.push(fault))
  let ended = 0
  turn.flushes({ endTurn: () => rethrow('broken') })
  turn.flushes({ endTurn: () => void (ended += 1) })
  await turnOver()
  turn.flushes({ endTurn: () => void (ended += 1) })
  await turnOver()

  expect(faults).toEqual(['broken'])
  expect(ended).toBe(2)
})
