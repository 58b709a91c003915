import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount, aRoom } from '@tutti/testkit/contracts'
import { array, assert, integer, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { Keyboard } from '../music/keyboard.ts'
import { countNoteOns, unpackMidi } from '../music/midi-events.ts'
import type { MidiWorks } from '../ports/midi-works.ts'
import { LiveRooms } from '../rooms/live-rooms.ts'
import type { User } from '../users/user.ts'
import { packPiece, PieceReader, type PackedPiece } from './packed-piece.ts'
import { checkMayRemovePiece, checkMayUsePlayer, checkMayVote, votersOf } from './player-authority.ts'
import { SharedPlayer, votesNeeded } from './shared-player.ts'
import { endsOf, packAt, PieceSlicer } from './slice-piece.ts'
import { addPiece, removePiece } from './use-queue.ts'

const [ana, bo, cy] = [aGuest({ username: 'Ana' }), aGuest({ username: 'Bo' }), aGuest({ username: 'Cy' })]

function aPiece(title = 'Étude', durationMs = 1_000): PackedPiece {
  return packPiece({
    name: title,
    durationMs,
    events: [
      { atMs: 0, bytes: Uint8Array.of(0xb0, 64, 127) },
      { atMs: 100.3, bytes: Uint8Array.of(0x90, 60, 80) },
      { atMs: 400, bytes: Uint8Array.of(0xc0, 5) },
      { atMs: durationMs, bytes: Uint8Array.of(0x80, 60, 64) },
    ],
  })
}

test('[PLAY-1] a packed piece reads as it was written, to a tenth of a millisecond', () => {
  const events = record({ gapMs: nat(100_000), key: nat(127), velocity: integer({ min: 1, max: 127 }) })
  assert(
    property(array(events), (written) => {
      let atMs = 0
      const timed = written.map(({ gapMs, key, velocity }) => {
        atMs += gapMs / 7
        return { atMs, bytes: Uint8Array.of(0x90, key, velocity) }
      })
      const reader = new PieceReader(packPiece({ name: 'x', durationMs: atMs, events: timed }))
      for (const event of timed) {
        const due = reader.nextMs
        const next = reader.next()
        expect([...next.bytes]).toEqual([...event.bytes])
        expect(next.atMs).toBe(due)
        expect(Math.abs(next.atMs - event.atMs)).toBeLessThanOrEqual(0.06)
      }
      expect([reader.isOver, reader.nextMs]).toEqual([true, Infinity])
    }),
  )
})

test('[PLAY-2] the first piece begins at once, the others wait their turn', () => {
  const player = new SharedPlayer()
  expect(() => player.play(0)).toThrow(expect.objectContaining({ code: 'nothing_plays' }))
  player.add(aPiece('One'), ana, 1_000)
  player.add(aPiece('Two'), bo, 1_100)

  expect([player.current?.title, player.isPlaying, player.positionMs(1_300)]).toEqual(['One', true, 300])
  player.skip(1_400)
  expect([player.current?.title, player.positionMs(1_500)]).toEqual(['Two', 100])
  player.skip(1_600)
  expect([player.current, player.isPlaying, player.queue]).toEqual([undefined, false, []])
})

test('[PLAY-2] it pauses, goes on, and goes to another place', () => {
  const player = new SharedPlayer()
  player.add(aPiece(), ana, 0)
  player.pause(300)
  expect(player.positionMs(900)).toBe(300)
  player.play(1_000)
  expect([player.positionMs(1_100), player.timeOf(400)]).toEqual([400, 1_100])
  player.seek(50, 1_200)
  expect(player.positionMs(1_210)).toBe(60)
  player.pause(1_250)
  player.seek(9_999, 1_300)
  expect([player.isPlaying, player.positionMs(5_000)]).toEqual([false, 1_000])
})

test('[PLAY-3] nobody queues more than five pieces, and a room no more than twenty', () => {
  const player = new SharedPlayer()
  const people = Array.from({ length: 5 }, () => aGuest())
  for (const one of people.slice(0, 4)) for (let count = 0; count < 5; count += 1) player.add(aPiece(), one, 0)
  expect(() => player.add(aPiece(), people[4] ?? ana, 0)).toThrow(
    expect.objectContaining({ code: 'player_queue_full' }),
  )
  player.remove(3, 0)
  const [first = ana, second = bo] = people
  expect(() => player.add(aPiece(), second, 0)).toThrow(expect.objectContaining({ code: 'player_queue_full' }))
  expect(player.add(aPiece(), first, 0).number).toBe(21)
  expect(() => player.remove(3, 0)).toThrow(expect.objectContaining({ code: 'piece_not_found' }))
})

test('[PLAY-5] more than half of those who are there bring the next piece; votes of the gone do not count', () => {
  expect([1, 2, 3, 4, 5].map(votesNeeded)).toEqual([1, 2, 2, 3, 3])
  const player = new SharedPlayer()
  player.add(aPiece('One'), ana, 0)
  player.add(aPiece('Two'), ana, 0)
  const three = new Set([ana.id, bo.id, cy.id])

  expect(player.vote(bo.id, true, three)).toBe(false)
  expect(player.vote(bo.id, true, three)).toBe(false)
  expect(player.vote(bo.id, false, three)).toBe(false)
  expect(player.vote(bo.id, true, three)).toBe(false)
  expect(player.countVotes(new Set([ana.id, cy.id]))).toBe(false)
  expect(player.votes.size).toBe(0)
  player.vote(cy.id, true, three)
  expect(player.countVotes(new Set([cy.id]))).toBe(true)
  player.skip(5)
  expect([player.current?.title, player.votes.size]).toEqual(['Two', 0])
})

test('[PLAY-6] what is due comes in messages that fit the wire, each event at its own time', () => {
  const reader = new PieceReader(aPiece())
  const slicer = new PieceSlicer(0)
  const timeOf = (positionMs: number) => 50_000.25 + positionMs

  const first = slicer.take(reader, 45, { timeOf, nowMs: 0 })
  const rest = slicer.take(reader, 2_000, { timeOf, nowMs: 0 })

  const times = (messages: typeof first) =>
    messages.map(({ timestampMs, midi }) => {
      countNoteOns(midi)
      return unpackMidi(midi).map(({ offsetMs, bytes }) => [Math.round((timestampMs + offsetMs) * 10) / 10, bytes[0]])
    })
  expect(times(first)).toEqual([[[50_000.3, 0xb0]]])
  expect(times(rest)).toEqual([[[50_100.6, 0x90]], [[50_400.3, 0xc0]], [[51_000.3, 0x80]]])
})

test('[PLAY-6] in the middle of a piece its programs and pedals are set first', () => {
  const reader = new PieceReader(aPiece())
  const slicer = new PieceSlicer(0)
  const [settings] = slicer.enter(reader, 500, 7_000)

  expect(unpackMidi(settings?.midi ?? new Uint8Array()).map(({ bytes }) => [...bytes])).toEqual([
    [0xb0, 64, 127],
    [0xc0, 5],
  ])
  expect([settings?.timestampMs, reader.nextMs]).toEqual([7_000, 1_000])
})

test('[PLAY-6] of each setting the last one before counts, in the order in which they stand', () => {
  const bytes = [
    [0xc0, 5],
    [0xb0, 64, 127],
    [0xb0, 0, 1],
    [0xc0, 9],
    [0xe0, 1, 2],
    [0xb0, 64, 0],
    [0xc0, 7],
  ]
  const events = bytes.map((message, index) => ({ atMs: index * 10, bytes: Uint8Array.from(message) }))
  const reader = new PieceReader(packPiece({ name: 'x', durationMs: 100, events }))

  expect(reader.enter(60).map((message) => [...message])).toEqual([
    [0xb0, 0, 1],
    [0xc0, 9],
    [0xe0, 1, 2],
    [0xb0, 64, 0],
  ])
  expect(reader.nextMs).toBe(60)
  expect(reader.enter(0)).toEqual([])
  expect(reader.nextMs).toBe(0)
})

test('[PLAY-7] a piece sounds no more than a thousand notes a second, and none of them hangs', () => {
  const events = Array.from({ length: 20_000 }, (_, index) => [
    { atMs: 0, bytes: Uint8Array.of(0x90 | (index % 9), index % 128, 1) },
    { atMs: 0, bytes: Uint8Array.of(0xb0, 64, index % 2 === 0 ? 127 : 0) },
  ]).flat()
  const offs = Array.from({ length: 9 * 128 }, (_, name) => {
    return { atMs: 10, bytes: Uint8Array.of(0x80 | (name >> 7), name & 127, 0) }
  })
  const reader = new PieceReader(packPiece({ name: 'Black', durationMs: 10, events: [...events, ...offs] }))
  const messages = new PieceSlicer(0).take(reader, 100, { timeOf: (ms) => ms, nowMs: 0 })
  const keyboard = new Keyboard()
  const heard = messages.map(({ midi, timestampMs }) => keyboard.apply(midi, timestampMs, Infinity))

  expect(keyboard.noteOns).toBeLessThanOrEqual(1_000)
  expect(keyboard.noteOns).toBeGreaterThan(400)
  expect(heard.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(4 * 4_000)
  const ends = packAt(20, endsOf(keyboard.channels()))
  for (const { midi } of ends) keyboard.apply(midi, 20, Infinity)
  expect(keyboard.ringingChannels()).toEqual([])
})

function scene(sharedPlayer: boolean) {
  const owner = anAccount()
  const room = aRoom({ ownerId: owner.id, settings: { ...aRoom().settings, sharedPlayer } })
  const liveRooms = new LiveRooms()
  const live = liveRooms.open(room, 0)
  const enter = (user: User, listens = false) => live.admit({ user, listens, nowMs: 0 })
  return { owner, room, liveRooms, live, enter }
}

test('[PLAY-4] those who run the room use its player; with a shared one everybody who may play', () => {
  for (const isShared of [true, false]) {
    const { owner, live, enter } = scene(isShared)
    expect(() => checkMayUsePlayer(live, owner)).toThrow(expect.objectContaining({ code: 'not_in_room' }))
    enter(owner)
    enter(ana)
    enter(bo, true)
    expect(() => checkMayUsePlayer(live, owner)).not.toThrow()
    if (isShared) expect(() => checkMayUsePlayer(live, ana)).not.toThrow()
    else expect(() => checkMayUsePlayer(live, ana)).toThrow(expect.objectContaining({ code: 'not_allowed' }))
    expect(() => checkMayUsePlayer(live, bo)).toThrow(expect.objectContaining({ code: 'not_allowed' }))
    const piece = live.player.add(aPiece(), bo, 0)
    expect(() => checkMayRemovePiece(live, bo, piece)).not.toThrow()
  }
})

test('[PLAY-5] whoever takes a place votes, once', () => {
  const { live, enter } = scene(false)
  enter(ana)
  enter(ana)
  enter(bo, true)
  expect([...votersOf(live)]).toEqual([ana.id])
  expect(() => checkMayVote(live, ana)).not.toThrow()
  expect(() => checkMayVote(live, bo)).toThrow(expect.objectContaining({ code: 'not_allowed' }))
  expect(() => checkMayVote(live, cy)).toThrow(expect.objectContaining({ code: 'not_in_room' }))
})

test('[PLAY-1] a file becomes a piece under the title it was given, else its own', async () => {
  const ports = createTestPorts()
  const { owner, room, live, liveRooms, enter } = scene(false)
  await ports.rooms.add(room)
  const midiWorks: Pick<MidiWorks, 'readFile'> = { readFile: async (_, name) => aPiece(name) }
  const roomPlayers = {
    add: (_: unknown, piece: PackedPiece, by: User) => live.player.add(piece, by, 0),
    remove: (_: unknown, piece: number) => live.player.remove(piece, 0),
  }
  const needs = { ...ports, liveRooms, roomPlayers, midiWorks: midiWorks as MidiWorks }
  const ask = { roomId: room.id, user: owner, file: new Uint8Array(1) }
  await expect(addPiece(needs, ask)).rejects.toMatchObject({ code: 'not_in_room' })
  enter(owner)

  expect((await addPiece(needs, { ...ask, title: ' Nocturne\u202e \n' })).title).toBe('Nocturne')
  expect((await addPiece(needs, ask)).title).toBe(`From ${owner.username}`)
  expect((await addPiece(needs, { ...ask, title: '\u0007' })).title).toBe('Untitled')
  await removePiece(needs, { roomId: room.id, user: owner, piece: 1 })
  expect(live.player.queue.map(({ number }) => number)).toEqual([2, 3])
})
