import { setImmediate as turnOver } from 'node:timers/promises'
import {
  defaultRoomSettings,
  emptyProfile,
  LiveRooms,
  Refusal,
  publicId,
  roomId,
  sessionId,
  userId,
  type Participant,
  type Room,
  type User,
} from '@tutti/core'
import {
  IncomingMidi,
  decodeMessage,
  LeaveCause,
  NotesOffCause,
  readMidiFrame,
  type Channel,
  type ServerMessage,
} from '@tutti/protocol/realtime'
import { deepEqual } from 'node:assert/strict'
import { test } from 'vitest'
import { Connection, type ConnectionEvents } from './connection.ts'
import { Connections } from './connections.ts'
import { EncodedMessage } from './encoded-message.ts'
import { playNotes } from './handlers/play-notes.ts'
import { Outbox, type Sink } from './outbox.ts'
import { presentSoundState } from './present-sound.ts'
import { resumeSession } from './resume-session.ts'
import { Rooms } from './rooms.ts'
import { Turn } from './turn.ts'

const sequences = 100_000
const longestSequence = 10
/** Each goes on where the one before has ended. */
const perScene = 50
const people = 3
const keys = 4

const throwIt = (fault: unknown): never => {
  throw fault
}

/** mulberry32, whole numbers below `below`. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function aRoom(index: number): Room {
  return {
    id: roomId(`room${index}`),
    name: 'Trio',
    ownerId: null,
    type: 'public',
    maxUsers: 50,
    passwordHash: null,
    lifetime: 'lasting',
    settings: { ...defaultRoomSettings, noteQuota: 3 },
    createdAtMs: 0,
    updatedAtMs: 0,
  }
}

const users: readonly User[] = Array.from({ length: people }, (_, index) => ({
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
}))

/** What a client makes of what it is told, and whether that can be. */
class Listener {
  lastSeq = 0
  readonly #held = new Map<number, Set<number>>()
  readonly #sequences = new Map<number, number>()
  readonly #frame = new IncomingMidi()
  inFlight: Buffer[] = []
  /** How often it was too slow without having been told since what sounds. */
  missing = 0

  /** Hears the oldest frames that are on their way to it. */
  hear(frames: number): void {
    for (const bytes of this.inFlight.splice(0, frames)) this.#hearAll(bytes)
  }

  /** What it has heard of somebody and not heard the end of. */
  heldOf(participant: number): readonly number[] {
    return [...(this.#held.get(participant) ?? [])].toSorted((a, b) => a - b)
  }

  get players(): readonly number[] {
    return [...this.#held].flatMap(([participant, held]) => (held.size > 0 ? [participant] : []))
  }

  #hearAll(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const short = bytes[at + 1] ?? 0
      const start = short < 126 ? at + 2 : at + 4
      const end = start + (short < 126 ? short : bytes.readUInt16BE(at + 2))
      const payload = new Uint8Array(bytes.subarray(start, end))
      if (readMidiFrame(payload, this.#frame)) this.#hearNotes()
      else this.#hearMessage(decodeMessage(payload))
      at = end
    }
  }

  #hearNotes(): void {
    const { participant, sequence, midi } = this.#frame
    if (sequence <= (this.#sequences.get(participant) ?? 0)) throw new Error(`${participant}: out of order`)
    this.#sequences.set(participant, sequence)
    const held = this.#of(participant)
    for (let at = 0; at < midi.length; at += 4) {
      const [status = 0, key = 0, velocity = 0] = midi.subarray(at + 1, at + 4)
      if ((status & 0xf0) === 0x90 && velocity > 0) held.add(key)
      else if ((status & 0xf0) !== 0xb0 && !held.delete(key)) throw new Error('An off of what was never heard')
      else if ((status & 0xf0) === 0xb0) this.#pedal(held, velocity)
    }
  }

  #hearMessage({ message, seq }: ServerMessage): void {
    if (seq > 0) {
      if (seq !== this.lastSeq + 1) throw new Error(`seq ${seq} after ${this.lastSeq}`)
      this.lastSeq = seq
    }
    if (message.case === 'roomJoined') this.#begin(message.value.participants)
    if (message.case === 'resumed') {
      this.lastSeq = message.value.lastSeq
      // Clients end all that sounds when their connection goes.
      this.#held.clear()
      if (message.value.room) this.#begin(message.value.room.participants)
    }
    if (message.case === 'soundState') {
      this.missing = Math.max(0, this.missing - 1)
      this.#begin(message.value.participants)
    }
    if (message.case === 'notesOff') this.#held.delete(message.value.participant)
    if (message.case !== 'participantLeft') return
    const { participant } = message.value
    // Who was too slow for an off is not too slow for this.
    if (this.missing === 0 && this.heldOf(participant).length > 0)
      throw new Error(`${participant} is gone and sounds on`)
    this.#held.delete(participant)
  }

  #begin(told: readonly { readonly participant: number; readonly channels: readonly Channel[] }[]): void {
    this.#held.clear()
    for (const { participant, channels } of told) {
      for (const { held, controllers } of channels) {
        for (const { key } of held) this.#of(participant).add(key)
        const pedal = controllers.find(({ number }) => number === 64)
        if (pedal) this.#pedal(this.#of(participant), pedal.value)
      }
    }
  }

  #pedal(held: Set<number>, value: number): void {
    if (value >= 64) held.add(pedalKey)
    else held.delete(pedalKey)
  }

  #of(participant: number): Set<number> {
    const held = this.#held.get(participant) ?? new Set<number>()
    this.#held.set(participant, held)
    return held
  }
}

/** Where the sustain pedal stands among the keys. */
const pedalKey = 128

function soundOf({ keyboard }: Participant): readonly number[] {
  return [...keyboard.channels()].flatMap(([, { velocities, controllers }]) => {
    const down = [...velocities.keys()].filter((key) => (velocities[key] ?? 0) > 0)
    const pedal = controllers[64] ?? 255
    return pedal !== 255 && pedal >= 64 ? [...down, pedalKey] : down
  })
}

interface Client {
  readonly connection: Connection
  readonly listener: Listener
  sequence: number
}

/** One room, its people, and all that can happen to them, without a socket. */
class Scene {
  readonly #live = new LiveRooms()
  readonly #rooms: Rooms
  readonly #connections = new Connections()
  readonly #room: Room
  readonly #turn = new Turn(throwIt)
  #nowMs = 1_000
  #ids = 0
  readonly #clients: (Client | undefined)[] = []

  constructor(index: number) {
    this.#room = aRoom(index)
    this.#rooms = new Rooms({
      ports: {
        rooms: { find: async () => this.#room },
        roomSanctions: { findBan: async () => null, findMute: async () => null },
        messages: { latest: async () => [] },
        clock: { now: () => this.#nowMs },
        ids: { shortId: () => `id${(this.#ids += 1)}`, uuid: () => `id${(this.#ids += 1)}` },
        roomEvents: { subscribe: () => ({ [Symbol.dispose]: () => undefined }) },
      } as never,
      live: this.#live,
      turn: this.#turn,
      closeAfterMs: 60_000,
      onFault: throwIt,
    })
  }

  async act(who: number, roll: (below: number) => number): Promise<void> {
    this.#nowMs += roll(400)
    const there = this.#clients[who]
    if (!there || there.connection.hasEnded) return this.#connect(who)
    const { connection, listener } = there
    const { seat } = connection
    if (!connection.link) return this.#whileAway(who, roll)
    if (!seat) return this.#enter(connection, roll(5) === 0)
    const way = roll(16)
    if (way < 4) return this.#go(there.connection, way, roll)
    if (way < 6) return this.#drop(connection, listener, roll)
    if (way < 9) return this.#stumble(there, way)
    if (way === 9) return listener.hear(roll(8))
    if (way === 10) return seat.channel.endTurn()
    return this.#play(who, roll)
  }

  #go(connection: Connection, way: number, roll: (below: number) => number): void {
    if (way === 0) return this.#rooms.leave(connection, 'left')
    if (way === 1) return this.#kick(connection)
    if (way === 2) return this.#mute(connection, roll(2) === 0)
    return connection.end(1000)
  }

  #stumble({ connection, listener }: Client, way: number): void {
    if (way === 6 && connection.seat) return this.#rooms.silence(connection.seat, NotesOffCause.SILENT)
    if (way === 8) return connection.answeredPing()
    if (!connection.outbox.isBehind) listener.missing += 1
    connection.outbox.fallBehind()
  }

  /** Everything has arrived: everybody who is there hears exactly what is held. */
  check(): void {
    for (const client of this.#clients) {
      if (!client || client.connection.hasEnded || !client.connection.link) continue
      const { connection, listener } = client
      connection.seat?.channel.endTurn()
      if (connection.outbox.isBehind) connection.answeredPing()
      listener.hear(Infinity)
      if (!connection.seat) continue
      const { live } = connection.seat.channel
      const me = connection.seat.participant.number
      const others = [...live.participants].filter(({ number }) => number !== me)
      for (const other of others) deepEqual(listener.heldOf(other.number), soundOf(other))
      const known = new Set(others.map(({ number }) => number))
      deepEqual(
        listener.players.filter((number) => number !== me && !known.has(number)),
        [],
      )
    }
  }

  end(): void {
    for (const client of this.#clients) client?.connection.end(1000)
    this.#rooms[Symbol.dispose]()
  }

  #open(who: number, listener: Listener): { connection: Connection; sink: Sink } {
    const sink = {
      writableLength: 0,
      cork: () => undefined,
      uncork: () => undefined,
      write: (bytes: Buffer) => listener.inFlight.push(bytes),
    } as never as Sink
    const link = { socket: sink, wire: 'proto', serve: () => undefined, close: () => undefined, ping: () => undefined }
    this.#ids += 1
    const connection = new Connection({
      id: `connection ${this.#ids}`,
      resumeToken: `token ${this.#ids}`,
      caller: { user: users[who] as User, sessionId: sessionId(`session ${who}`) },
      link: link as never,
      outbox: new Outbox(sink, 'proto', this.#turn),
      events: this.#events,
      now: () => this.#nowMs,
      resumeMs: 120_000,
    })
    this.#connections.add(connection)
    return { connection, sink }
  }

  #connect(who: number): void {
    const listener = new Listener()
    this.#clients[who] = { connection: this.#open(who, listener).connection, listener, sequence: 0 }
  }

  async #enter(connection: Connection, listens: boolean): Promise<void> {
    await this.#rooms.enter(connection, this.#room, { listens, waits: false, requestId: 1 })
  }

  #play(who: number, roll: (below: number) => number): void {
    const client = this.#clients[who]
    if (!client) return
    const events = Array.from({ length: 1 + roll(3) }, () => {
      const kind = roll(8)
      if (kind === 0) return [0, 0xb0, 64, roll(2) * 127]
      return [0, kind < 5 ? 0x90 : 0x80, 60 + roll(keys), kind === 4 ? 0 : 90]
    })
    client.sequence += 1
    const frame = { midi: Uint8Array.from(events.flat()), timestampMs: this.#nowMs, sequence: client.sequence }
    try {
      playNotes(client.connection.seat, { ...frame, participant: 0 }, this.#nowMs)
    } catch (fault) {
      // Listeners, and whoever is muted.
      if (!(fault instanceof Refusal)) throw fault
    }
  }

  #mute(connection: Connection, isMuted: boolean): void {
    const id = connection.user.id
    const mute = { roomId: this.#room.id, userId: id, chat: false, notes: true, reason: '', endsAtMs: null }
    this.#rooms.mute(this.#room.id, id, isMuted ? (mute as never) : null)
  }

  #kick({ user }: Connection): void {
    const ban = { roomId: this.#room.id, userId: user.id, reason: '', endsAtMs: this.#nowMs, createdAtMs: this.#nowMs }
    this.#rooms.ban(ban as never, LeaveCause.KICKED)
    this.#rooms.unban(this.#room.id, user.id)
  }

  /** Some of what was on its way has arrived, the rest is lost. */
  #drop(connection: Connection, listener: Listener, roll: (below: number) => number): void {
    listener.hear(roll(6))
    listener.inFlight = []
    listener.missing = 1
    if (connection.link) connection.unlinked(connection.link, 1006)
  }

  #whileAway(who: number, roll: (below: number) => number): void {
    const client = this.#clients[who]
    if (!client) return
    const { connection, listener } = client
    const next = roll(6)
    if (next === 0) return connection.end(1006)
    if (next === 1 && connection.seat) return this.#rooms.silence(connection.seat, NotesOffCause.DISCONNECTED)
    if (next === 2) return this.#rooms.showAway(connection, true)
    const { connection: fresh } = this.#open(who, listener)
    const value = { resumeToken: connection.resumeToken, lastSeq: listener.lastSeq }
    resumeSession(
      {
        connections: this.#connections,
        onBack: (back) => {
          this.#rooms.showAway(back, false)
          back.seat?.channel.endTurn()
        },
        onCaughtUp: (back) => this.#tellSound(back),
        withArrival: () => throwIt('Nothing was forgotten'),
      },
      fresh,
      { value, requestId: 1 },
    )
  }

  #tellSound({ seat, outbox }: Connection): void {
    if (!seat) return
    seat.channel.endTurn()
    outbox.hint(new EncodedMessage(presentSoundState(seat.channel.live)))
  }

  readonly #events = {
    onCaughtUp: (connection: Connection) => this.#tellSound(connection),
    onAway: () => undefined,
    onFault: (_: Connection, fault: unknown) => throwIt(fault),
    onClosed: (connection: Connection) => {
      this.#connections.delete(connection)
      this.#rooms.leave(connection, 'disconnected')
    },
  } as never as ConnectionEvents
}

test(
  `[NOTE-6] [NOTE-5] [P-093] ${sequences} random sequences of joining, playing, muting, kicking, dropping, coming back ` +
    'and leaving: no note outlives its player, no off is lost, everybody is heard in order',
  async () => {
    for (let seed = 1; seed <= sequences / perScene; seed += 1) {
      const roll = dice(seed)
      const scene = new Scene(seed)
      for (let sequence = 1; sequence <= perScene; sequence += 1) {
        const steps = 3 + roll(longestSequence - 2)
        try {
          for (let step = 0; step < steps; step += 1) await scene.act(roll(people), roll)
          scene.check()
        } catch (cause) {
          throw new Error(`Sequence ${sequence} of seed ${seed}`, { cause })
        }
      }
      scene.end()
      await turnOver()
    }
  },
  120_000,
)
