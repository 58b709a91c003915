import { clampTimestamp, conduct, defaultTransport, Keyboard, type Transport } from '@tutti/core'
import {
  IncomingMidi,
  decodeMessage,
  encodeMessage,
  midiFrameSize,
  NotesOffCause,
  readMidiFrame,
  RoomMode,
  writeMidiFrame,
  type OutgoingMember,
  type ServerMessage,
} from '@tutti/protocol/realtime'
import type { DeviceClock } from './device-clock.ts'
import { SimulatedLink, type LinkWeather } from './simulated-link.ts'
import { SimulatedSocket, type SocketLike } from './simulated-socket.ts'
import type { SimulatedTime } from './simulated-time.ts'

interface Member {
  readonly number: number
  readonly socket: SimulatedSocket
  readonly keyboard: Keyboard
  /** The mean of what was measured; 0 before. */
  rttMs: number
}

export interface Join {
  readonly device: DeviceClock
  readonly up: LinkWeather
  readonly down: LinkWeather
  readonly random: () => number
}

const roomId = 'simulated'
const pings = 5
const pingEveryMs = 200
const modes = { live: RoomMode.LIVE, aligned: RoomMode.ALIGNED, interval: RoomMode.INTERVAL } as const
const coreModes = [undefined, 'live', 'aligned', 'interval'] as const
const midiFrame = new IncomingMidi()

/**
 * A server with one room, at the far end of simulated links. It decides about notes as a real one does, by the same core;
 * what it leaves out is everything but coming in, playing, the beat and the clock.
 */
export class SimulatedServer {
  readonly #time: SimulatedTime
  readonly #epochMs: number
  readonly #members: Member[] = []
  #numbers = 0
  transport: Transport

  constructor(time: SimulatedTime, epochMs = 1_795_000_000_000) {
    this.#time = time
    this.#epochMs = epochMs
    this.transport = defaultTransport(epochMs)
  }

  /** The true time: epoch ms. */
  now(): number {
    return this.#epochMs + this.#time.nowMs
  }

  /** What a client on that device, behind those links, is made with. */
  options({ device, up, down, random }: Join) {
    const connect = (): SimulatedSocket => {
      const socket: SimulatedSocket = new SimulatedSocket({
        up: new SimulatedLink(this.#time, up, random),
        down: new SimulatedLink(this.#time, down, random),
        onOpened: () => this.#welcome(socket),
        onFrame: (frame) => this.#hear(socket, frame),
        onClosed: () => this.#leave(socket),
      })
      return socket
    }
    return {
      baseUrl: 'https://tutti.example',
      clock: device,
      timers: device,
      random,
      fetch: answerHttp,
      // What a constructor returns is what `new` gives.
      WebSocket: function SimulatedWebSocket() {
        return connect()
      } as unknown as new (url: string, protocols: string[]) => SocketLike,
    }
  }

  #welcome(socket: SimulatedSocket): void {
    const serverTime = BigInt(Math.round(this.now()))
    tell(socket, { case: 'welcome', value: { sessionId: 's', heartbeatMs: 15_000, serverTime } })
  }

  #hear(socket: SimulatedSocket, frame: Uint8Array): void {
    if (readMidiFrame(frame, midiFrame)) return this.#play(socket)
    const { message, requestId } = decodeMessage(frame)
    if (message.case === 'heartbeat') {
      const nowUs = BigInt(Math.round(this.now() * 1000))
      return tell(socket, { case: 'heartbeat', value: { t0: message.value.t0, t1: nowUs, t2: nowUs } })
    }
    if (message.case === 'createRoomCommand' || message.case === 'joinRoomCommand') return this.#join(socket, requestId)
    if (message.case === 'leaveRoomCommand') this.#leave(socket)
    if (message.case === 'transport') this.#conduct(message)
    tell(socket, { case: 'ack', value: {} }, requestId)
  }

  #play(socket: SimulatedSocket): void {
    const player = this.#members.find((member) => member.socket === socket)
    if (!player) return
    const timestampMs = clampTimestamp(midiFrame.timestampMs, this.now())
    const midi = player.keyboard.apply(midiFrame.midi, timestampMs, Number.POSITIVE_INFINITY)
    if (midi.length === 0) return
    const outgoing = { midi, timestampMs, sequence: midiFrame.sequence, participant: player.number }
    const bytes = new Uint8Array(midiFrameSize(outgoing))
    writeMidiFrame(bytes, 0, outgoing)
    for (const { socket: other } of this.#members) if (other !== socket) other.deliver(bytes)
  }

  #join(socket: SimulatedSocket, requestId: number): void {
    this.#numbers += 1
    const number = this.#numbers
    this.#members.push({ number, socket, keyboard: new Keyboard(), rttMs: 0 })
    this.#measure(socket)
    const participants = this.#members.map((member) => personOf(member.number))
    const room = { roomId, roomName: 'Simulated', maxUsers: 50 }
    const transport = this.#presentTransport()
    tell(socket, { case: 'roomJoined', value: { room, participant: number, participants, transport } }, requestId)
    this.#tellOthers(socket, { case: 'participantJoined', value: { participant: personOf(number) } })
  }

  /** Pings a newcomer a few times, and tells everybody how far away everybody is. */
  #measure(socket: SimulatedSocket): void {
    const member = this.#members.find((each) => each.socket === socket)
    for (let ping = 0; ping < pings; ping += 1) {
      this.#time.at(this.#time.nowMs + ping * pingEveryMs, () => {
        const sentMs = this.#time.nowMs
        socket.ping(() => {
          if (!member) return
          member.rttMs = (member.rttMs * ping + (this.#time.nowMs - sentMs)) / (ping + 1)
          const players = this.#members.map(({ number, rttMs }) => ({ participant: number, rttMs: Math.round(rttMs) }))
          for (const { socket: each } of this.#members) tell(each, { case: 'latencies', value: { players } })
        })
      })
    }
  }

  #leave(socket: SimulatedSocket): void {
    const index = this.#members.findIndex((member) => member.socket === socket)
    const [gone] = index < 0 ? [] : this.#members.splice(index, 1)
    if (!gone) return
    const { number: participant, keyboard } = gone
    const channels = keyboard.ringingChannels()
    const cause = NotesOffCause.DISCONNECTED
    if (channels.length > 0) this.#tellOthers(socket, { case: 'notesOff', value: { participant, channels, cause } })
    this.#tellOthers(socket, { case: 'participantLeft', value: { participant } })
  }

  #conduct({ value }: Extract<ServerMessage['message'], { case: 'transport' }>): void {
    const { mode, running, downbeat, tempo, beats, beatUnit, intervalBars, delayMs } = value
    const patch = {
      tempo,
      beats,
      beatUnit,
      intervalBars,
      delayMs,
      isRunning: running,
      mode: coreModes[mode],
      downbeatMs: downbeat === undefined ? undefined : Number(downbeat) / 1000,
    }
    this.transport = conduct(this.transport, patch, this.now())
    for (const { socket } of this.#members) tell(socket, { case: 'transport', value: this.#presentTransport() })
  }

  #presentTransport() {
    const { mode, isRunning, downbeatMs, ...numbers } = this.transport
    return { ...numbers, mode: modes[mode], running: isRunning, downbeat: BigInt(Math.round(downbeatMs * 1000)) }
  }

  #tellOthers(socket: SimulatedSocket, member: OutgoingMember): void {
    for (const { socket: other } of this.#members) if (other !== socket) tell(other, member)
  }
}

function tell(socket: SimulatedSocket, member: OutgoingMember, requestId = 0): void {
  socket.deliver(encodeMessage(member, { requestId }))
}

function personOf(participant: number) {
  const user = { userId: `user-${participant}`, username: `Player ${participant}`, color: '#86a9f7', guest: true }
  return { participant, user, mayPlay: true }
}

/** A guest's session and its ticket, at once. */
const answerHttp: typeof fetch = async (input) => {
  const path = new URL(input instanceof Request ? input.url : String(input)).pathname
  const user = { user_id: 'u', username: 'Ada', user_tag: '#86a9f7', email: null, roles: ['guest'], is_member: false }
  const session = { token: 't', refresh_token: 'r', expires_in: 360_000, user }
  const ticket = { payload: 'p', url: 'wss://tutti.example/api/websocket/p', protocols: [], expires_at: '2036-01-01' }
  const data = path.endsWith('/ticket') ? ticket : session
  return Response.json({ success: true, data, message: 'Done' })
}
