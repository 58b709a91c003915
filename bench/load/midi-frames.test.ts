import { decodeMessage, type MidiMessage } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import {
  isSize,
  maskedFrame,
  messageSize,
  MidiFrames,
  playerAt,
  playerIn,
  primerFrame,
  primerSize,
  ringSlot,
  sequenceAt,
  writeTimestamp,
} from './midi-frames.ts'

const nowMs = 1_795_305_600_123

function unmask(frame: Uint8Array): Uint8Array {
  return frame.slice(6).map((byte, index) => byte ^ (frame[2 + (index & 3)] ?? 0))
}

function midiOf(payload: Uint8Array): MidiMessage {
  const { message } = decodeMessage(payload)
  if (message.case !== 'midiMessage') throw new Error(`Not a MIDI message but ${message.case}`)
  return message.value
}

function played(player: number, count: number, ahead = 0): Uint8Array[] {
  const frames = new MidiFrames(player, { ahead })
  const timestamp = new Uint8Array(6)
  writeTimestamp(timestamp, nowMs)
  return Array.from({ length: count }, () => {
    const frame = new Uint8Array(frames.sizeBytes)
    frames.write(frame, 0, timestamp)
    return unmask(frame)
  })
}

test('every frame is a message of 64 bytes with time, sequence and player in place', () => {
  const messages = played(17, 3, 127)

  expect(messages.map(({ length }) => length)).toEqual([messageSize, messageSize, messageSize])
  for (const [index, message] of messages.entries()) {
    const midi = midiOf(message)
    expect(Number(midi.timestamp)).toBe(nowMs)
    expect(midi.sequence).toBe(2 ** 21 + 127 + index)
    expect(midi.participant).toBe(17)
    expect(message[playerAt]).toBe(17)
    expect((message[sequenceAt] ?? 0) & 0x7f).toBe(midi.sequence & 0x7f)
    expect(ringSlot(message, 0)).toBe(midi.sequence & 511)
  }
})

test('after the primer, whatever is lifted was pressed before', () => {
  const held = new Set<number>()
  const liftedInVain: number[] = []

  for (const message of [unmask(primerFrame(1)), ...played(1, 5)]) {
    const { midiData } = midiOf(message)
    for (let at = 0; at < midiData.length; at += 4) {
      const [status = 0, key = 0] = midiData.subarray(at + 1)
      if (status === 0x80 && !held.delete(key)) liftedInVain.push(key)
      if (status === 0x90) held.add(key)
    }
  }

  expect(held.size).toBeGreaterThan(0)
  expect(liftedInVain).toEqual([])
})

test('the primer is told from other messages by its size', () => {
  expect(unmask(primerFrame(1)).length).toBe(primerSize)
  expect(primerSize).not.toBe(messageSize)
})

test('what another system puts around a message leaves it as it is', () => {
  const wire = { lead: maskedFrame(Uint8Array.of(1, 2, 3), 1), prefix: Uint8Array.of(17, 0xa2, 0x6d, 0x6d) }
  const frames = new MidiFrames(17, { wire })
  const out = new Uint8Array(frames.sizeBytes)
  const timestamp = new Uint8Array(6)
  writeTimestamp(timestamp, nowMs)

  const end = frames.write(out, 0, timestamp)

  const payload = unmask(out.slice(wire.lead.length))
  expect([end, ...out.slice(0, wire.lead.length)]).toEqual([frames.sizeBytes, ...wire.lead])
  expect(payload.slice(0, 4)).toEqual(wire.prefix)
  expect(Number(midiOf(payload.slice(4)).timestamp)).toBe(nowMs)
  expect(midiOf(payload.slice(4)).sequence).toBe(2 ** 21)
})

test('a player beyond 127 is read back, and takes one byte more', () => {
  const [message = new Uint8Array()] = played(300, 1)
  expect([message.length, playerIn(message, 0), midiOf(message).participant]).toEqual([messageSize + 1, 300, 300])
  expect([isSize(message.length, messageSize), isSize(messageSize + 2, messageSize)]).toEqual([true, false])
})
