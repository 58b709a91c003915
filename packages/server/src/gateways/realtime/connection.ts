import { Refusal, type Caller, type SessionId, type User } from '@tutti/core'
import {
  createMidiFrame,
  decodeMessage,
  decodeMessageJson,
  readMidiFrame,
  type ServerMessage,
  type Wire,
} from '@tutti/protocol/realtime'
import type { WebSocket } from 'ws'
import { closeCodes } from './close-codes.ts'
import { EncodedMessage } from './encoded-message.ts'
import type { Reply } from './handlers/reply.ts'
import type { Outbox } from './outbox.ts'
import { presentError } from './present-error.ts'
import type { Seat } from './seat.ts'

/** The hot message is read into this one; it is used up before the next frame is looked at. */
const midiFrame = createMidiFrame()

/** Commands of one client that may wait for the one before. */
const mostWaiting = 256

const forgivenMs = 10_000
const forgiven = 9

export interface ConnectionEvents {
  /** The hot path: no await, no I/O. */
  onNotes(connection: Connection, midi: typeof midiFrame, nowMs: number): void
  onHeartbeat(connection: Connection, message: ServerMessage, nowMs: number): void
  onCommand(connection: Connection, message: ServerMessage): Promise<Reply> | Reply
  /** A throw that is no refusal: a bug, to be logged. */
  onFault(connection: Connection, fault: unknown): void
  onClosed(connection: Connection, code: number): void
}

export interface ConnectionParts {
  readonly id: string
  readonly caller: Caller
  readonly socket: WebSocket
  readonly outbox: Outbox
  readonly events: ConnectionEvents
  readonly now: () => number
}

/** One client's socket: frames in, in order; answers out. */
export class Connection {
  readonly id: string
  readonly sessionId: SessionId
  readonly outbox: Outbox
  /** As it is now: a guest may take another name. */
  user: User
  seat: Seat | undefined
  heardAtMs: number
  /** When its session was last known to be open. */
  checkedAtMs: number
  pingedAtMs = 0
  readonly #socket: WebSocket
  readonly #events: ConnectionEvents
  readonly #now: () => number
  readonly #badAtMs: number[] = []
  #hasEnded = false
  #waiting = 0
  #commands: Promise<void> = Promise.resolve()

  constructor({ id, caller, socket, outbox, events, now }: ConnectionParts) {
    this.id = id
    this.user = caller.user
    this.sessionId = caller.sessionId
    this.outbox = outbox
    this.#socket = socket
    this.#events = events
    this.#now = now
    this.heardAtMs = now()
    this.checkedAtMs = this.heardAtMs
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#hear(data, isBinary))
    socket.on('pong', () => this.#heard())
    socket.on('ping', () => this.#heard())
    socket.on('close', (code: number) => this.#end(code))
    // ws closes the socket itself after a protocol error; without a listener the error would end the process.
    socket.on('error', () => undefined)
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  get wire(): Wire {
    return this.outbox.wire
  }

  ping(): void {
    this.pingedAtMs = this.#now()
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  /** Everything written before leaves first. */
  close(code: number, reason = ''): void {
    if (this.#hasEnded) return
    this.#end(code)
    this.#socket.close(code, reason)
  }

  /** A reader that does not even take the closing handshake. */
  drop(): void {
    this.#end(closeCodes.slow)
    this.#socket.terminate()
  }

  /** Nobody waits for the closing handshake: the others are told at once. */
  #end(code: number): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#events.onClosed(this, code)
    this.outbox.shut()
  }

  #heard(): number {
    const nowMs = this.#now()
    this.heardAtMs = nowMs
    return nowMs
  }

  #hear(data: Buffer, isBinary: boolean): void {
    if (this.#hasEnded) return
    const nowMs = this.#heard()
    if (isBinary !== (this.wire === 'proto')) return this.close(closeCodes.unsupportedData, 'Wrong kind of frame')
    let requestId = 0
    try {
      if (isBinary && readMidiFrame(data, midiFrame)) return this.#events.onNotes(this, midiFrame, nowMs)
      const message = isBinary ? decodeMessage(data) : decodeMessageJson(data.toString())
      requestId = message.requestId
      this.#dispatch(message, nowMs)
    } catch (fault) {
      this.#refuse(fault, requestId)
    }
  }

  #dispatch(message: ServerMessage, nowMs: number): void {
    const { message: member } = message
    if (member.case === 'heartbeat') return this.#events.onHeartbeat(this, message, nowMs)
    if (member.case === 'midiMessage') {
      const { midiData, timestamp, sequence } = member.value
      return this.#events.onNotes(
        this,
        { midi: midiData, timestampMs: Number(timestamp), sequence, participant: 0 },
        nowMs,
      )
    }
    this.#queue(message)
  }

  /** Commands of one client are done one after the other, so that a join is over before the chat behind it. */
  #queue(message: ServerMessage): void {
    if (this.#waiting >= mostWaiting) return this.close(closeCodes.rateLimited, 'Too many commands at once')
    this.#waiting += 1
    this.#commands = this.#commands.then(() => this.#carryOut(message))
  }

  async #carryOut(message: ServerMessage): Promise<void> {
    try {
      const reply = await this.#events.onCommand(this, message)
      if (reply && message.requestId !== 0) this.outbox.tell(new EncodedMessage(reply, message.requestId))
    } catch (fault) {
      this.#refuse(fault, message.requestId)
    } finally {
      this.#waiting -= 1
    }
  }

  #refuse(fault: unknown, requestId: number): void {
    if (!(fault instanceof Refusal)) this.#events.onFault(this, fault)
    const refusal = fault instanceof Refusal ? fault : new Refusal('internal')
    this.outbox.tell(new EncodedMessage({ case: 'error', value: presentError(refusal) }, requestId))
    if (isBadFrame(refusal)) this.#countBadFrame()
  }

  #countBadFrame(): void {
    const nowMs = this.#now()
    const recent = this.#badAtMs.filter((atMs) => nowMs - atMs < forgivenMs)
    this.#badAtMs.splice(0, Infinity, ...recent, nowMs)
    if (this.#badAtMs.length > forgiven) this.close(closeCodes.badFrames, 'Too many malformed messages')
  }
}

function isBadFrame({ code }: Refusal): boolean {
  return code === 'malformed_message' || code === 'unsupported_message' || code === 'illegal_midi'
}
