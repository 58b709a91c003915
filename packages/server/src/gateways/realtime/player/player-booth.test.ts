import { PassThrough } from 'node:stream'
import { setImmediate as turnOver } from 'node:timers/promises'
import { LiveRoom, packPiece, unpackMidi, type TimedMidiEvent } from '@tutti/core'
import { decodeMessage, type ServerMessage } from '@tutti/protocol/realtime'
import { createFakeClock } from '@tutti/testkit'
import { aGuest, aRoom } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { Outbox } from '../outbox.ts'
import { RoomChannel } from '../room-channel.ts'
import { Turn } from '../turn.ts'
import { PlayerBooth } from './player-booth.ts'

const startMs = 1_000_000

/** A room with one listener, and time that passes when a test says so. */
function scene() {
  const clock = createFakeClock(startMs)
  const turn = new Turn((fault) => {
    throw fault
  })
  const live = new LiveRoom(aRoom(), startMs)
  const channel = new RoomChannel(live, turn)
  const socket = new PassThrough()
  const written: Buffer[] = []
  socket.on('data', (chunk: Buffer) => written.push(chunk))
  const someone = aGuest()
  channel.take(live.admit({ user: someone, listens: false, nowMs: startMs }), new Outbox(socket, 'proto', turn), 0)
  const timers = new Map<object, { readonly dueMs: number; readonly callback: () => void }>()
  const booth = new PlayerBooth(channel, {
    now: clock.now,
    setTimer: (callback, delayMs) => {
      const key = {}
      timers.set(key, { dueMs: clock.now() + delayMs, callback })
      return () => void timers.delete(key)
    },
  })
  const runTo = (toMs: number): void => {
    for (;;) {
      const [next] = [...timers].toSorted(([, one], [, other]) => one.dueMs - other.dueMs)
      if (!next || next[1].dueMs > startMs + toMs) break
      timers.delete(next[0])
      clock.set(Math.max(clock.now(), next[1].dueMs))
      next[1].callback()
    }
    clock.set(startMs + toMs)
  }
  const received = async (): Promise<ServerMessage[]> => {
    await turnOver()
    await turnOver()
    return messagesIn(Buffer.concat(written.splice(0)))
  }
  return { clock, live, booth, someone, runTo, received, timers }
}

function messagesIn(bytes: Buffer): ServerMessage[] {
  const messages: ServerMessage[] = []
  for (let at = 0; at < bytes.length;) {
    const short = bytes.readUInt8(at + 1)
    const [header, length] = short < 126 ? [2, short] : [4, bytes.readUInt16BE(at + 2)]
    messages.push(decodeMessage(bytes.subarray(at + header, at + header + length)))
    at += header + length
  }
  return messages
}

function notesOf(messages: readonly ServerMessage[]) {
  return messages.flatMap(({ message }) => {
    if (message.case !== 'midiMessage') return []
    const { midiData, timestamp } = message.value
    return unpackMidi(midiData).map(({ offsetMs, bytes }) => [Number(timestamp) - startMs + offsetMs, ...bytes])
  })
}

function piece(events: readonly TimedMidiEvent[], durationMs: number) {
  return packPiece({ name: 'Étude', durationMs, events })
}

const on = (atMs: number, key = 60) => ({ atMs, bytes: Uint8Array.of(0x90, key, 80) })
const off = (atMs: number, key = 60) => ({ atMs, bytes: Uint8Array.of(0x80, key, 64) })

test('[PLAY-6] notes leave shortly before they are due, never later and never much earlier', async () => {
  const { booth, someone, runTo, received, clock } = scene()
  const times = Array.from({ length: 50 }, (_, index) => index * 37)
  booth.add(
    piece(
      times.flatMap((atMs) => [on(atMs), off(atMs + 20)]),
      2_000,
    ),
    someone,
  )

  for (let atMs = 0; atMs <= 1_900; atMs += 5) {
    runTo(atMs)
    for (const [dueMs = 0] of notesOf(await received())) {
      expect(dueMs).toBeGreaterThanOrEqual(clock.now() - startMs)
      expect(dueMs).toBeLessThanOrEqual(atMs + 45)
    }
  }
})

test('[PLAY-2] after the last note and a breath the next piece begins, and after the last piece silence', async () => {
  const { booth, someone, runTo, received, live, timers } = scene()
  booth.add(piece([on(0), off(100)], 100), someone)
  booth.add(piece([on(0, 62), off(50, 62)], 50), someone)
  runTo(1_200)
  expect(live.player.queue).toHaveLength(1)
  runTo(5_000)

  expect(notesOf(await received()).map(([, , key]) => key)).toEqual([60, 60, 62, 62])
  expect([live.player.queue, live.sharedParticipant, timers.size]).toEqual([[], undefined, 0])
})

test('[PLAY-6] after the program stood still the music goes on where it was', async () => {
  const { booth, someone, clock, received, timers, runTo } = scene()
  booth.add(piece([on(0), off(90), on(100, 62), off(600, 62)], 600), someone)
  await received()
  clock.advance(5_000)
  const [stuck] = timers.values()
  timers.clear()
  stuck?.callback()
  runTo(6_000)

  const notes = notesOf(await received())
  expect(notes[0]).toEqual([5_000, 0x80, 60, 64])
  expect(notes[1]).toEqual([5_010, 0x90, 62, 80])
  expect(notes.at(-1)).toEqual([5_510, 0x80, 62, 64])
})

test('[PLAY-6] going to another place ends what sounds after what was sent ahead', async () => {
  const { booth, someone, runTo, received } = scene()
  booth.add(piece([on(0), off(9_000), on(10_000, 62), off(11_000, 62)], 11_000), someone)
  runTo(500)
  await received()
  booth.seek(9_990)
  runTo(600)

  const messages = await received()
  const [ended, begun] = notesOf(messages)
  expect(ended).toEqual([500, 0x90, 60, 0])
  expect(begun).toEqual([510, 0x90, 62, 80])
  expect(messages.map(({ message }) => message.case)).toEqual(['midiMessage', 'notesOff', 'playerState', 'midiMessage'])
})

test('when the room is over nothing runs on', () => {
  const { booth, someone, timers, live } = scene()
  booth.add(piece([on(0), off(60_000)], 60_000), someone)
  booth.end()
  booth[Symbol.dispose]()

  expect([timers.size, live.player.current, live.sharedParticipant]).toEqual([0, undefined, undefined])
  booth.end()
})
