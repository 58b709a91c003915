import type {
  OutgoingMember,
  QueuePosition,
  Resumed,
  RoomClosed,
  RoomJoined,
  ServerMessage,
} from '@tutti/protocol/realtime'
import type { Runtime } from '../runtime.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import type { CreateRoomAsk, JoinRoomAsk, ServerClock } from './connection-types.ts'
import { JoinedRoom } from './joined-room.ts'
import { parseRoomEnd, wireRoomTypes } from './parse-room.ts'
import { Rejoiner } from './rejoiner.ts'
import { toError } from './requests.ts'
import { readRoomEntry } from './room-entry.ts'
import type { RoomSession } from './room-types.ts'
import { type QueuePlace, Waiting, queueLeft } from './waiting.ts'
import type { HeardMidi, PackedNotes } from './wire.ts'

type Answer = ServerMessage['message']

interface Parts {
  readonly runtime: Runtime
  readonly clock: ServerClock
  /** `first`: before whatever waits for the connection to open. @throws TuttiError */
  readonly ask: (member: OutgoingMember, first?: boolean) => Promise<Answer>
  /** What needs no answer; nothing without a connection. */
  readonly send: (member: OutgoingMember) => void
  readonly sendNotes: (notes: PackedNotes) => void
  readonly onRoom: (room: RoomSession | null) => void
  readonly onQueue: (place: QueuePlace | null) => void
  readonly onError: (error: TuttiError) => void
}

/** The room that we are in, wait for or are on the way back to, through every reconnect. */
export class Whereabouts {
  readonly #parts: Parts
  readonly #rejoiner: Rejoiner
  readonly #waiting: Waiting
  #room: JoinedRoom | null = null
  /** The session that the room belongs to is open, and hears us. */
  #isHeard = false
  /** Left while the server did not hear of it: until it does, what it tells of our being in there is void. */
  #leftRoomId: string | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#waiting = new Waiting(parts.onQueue)
    this.#rejoiner = new Rejoiner({ ...parts.runtime, ask: (ask) => this.#askToJoin(ask, true) })
  }

  get room(): RoomSession | null {
    return this.#room
  }

  get queue(): QueuePlace | null {
    return this.#waiting.place
  }

  /** We hold keys down in a room. */
  get isHolding(): boolean {
    return this.#room?.isHolding ?? false
  }

  /** @throws TuttiError */
  async create({ roomName, roomType, password = '', maxUsers = 0, settings }: CreateRoomAsk): Promise<RoomSession> {
    const answer = await this.#parts.ask({
      case: 'createRoomCommand',
      value: {
        roomName,
        password,
        maxUsers,
        ...(roomType && { roomType: wireRoomTypes[roomType] }),
        ...(settings && { settings }),
      },
    })
    const room = this.#entered(answer)
    this.#rejoiner.remember({ roomId: room.room.roomId, password })
    return room
  }

  /** @throws TuttiError */
  async join(ask: JoinRoomAsk): Promise<RoomSession> {
    const answer = await this.#askToJoin(ask)
    const isWaiting = answer.case === 'queuePosition'
    const room = isWaiting ? await this.#waiting.wait(ask, answer.value) : this.#entered(answer)
    this.#rejoiner.remember({ ...ask, wait: false })
    return room
  }

  /** @throws TuttiError */
  async leaveQueue(): Promise<void> {
    if (!this.#waiting.ask) return
    this.#waiting.end(queueLeft())
    await this.#parts.ask({ case: 'leaveQueueCommand', value: {} })
  }

  /** A session of its own is open: whoever was in a room goes back, whoever waited stands in line again. */
  startAnew(): void {
    this.#leftRoomId = null
    this.#isHeard = true
    if (this.#room) this.#rejoiner.start(this.#room)
    if (this.#waiting.ask) void this.#waitAgain(this.#waiting.ask)
  }

  /** The session goes on; what was missed follows. */
  resumed({ snapshot, room }: Pick<Resumed, 'snapshot' | 'room'>): void {
    if (!snapshot) this.#room?.resumed()
    else if (room) this.#enter(room)
    else this.#room?.end('room_left')
  }

  /** What was missed has come, and commands are heard again. */
  caughtUp(): void {
    this.#isHeard = true
    if (this.#leftRoomId !== null) this.#parts.send({ case: 'leaveRoomCommand', value: {} })
    this.#leftRoomId = null
  }

  dropped(): void {
    this.#isHeard = false
    this.#rejoiner.stop()
    this.#room?.away()
  }

  closed(error: TuttiError): void {
    this.#waiting.end(error)
    this.#room?.end('connection_closed')
  }

  hearMidi(midi: HeardMidi): void {
    this.#room?.hearMidi(midi)
  }

  /** What changes where we are, before whoever asked for it has the answer. */
  follow(member: Answer): void {
    if (member.case === 'roomJoined') this.#enter(member.value)
    if (member.case === 'queuePosition') this.#hearOfQueue(member.value)
  }

  /** What nobody asked for. */
  hear(member: Answer): void {
    if (member.case === 'roomClosed') return this.#hearClosed(member.value)
    this.#room?.hear(member)
  }

  #askToJoin({ roomId, password = '', listen = false, wait = false }: JoinRoomAsk, first = false): Promise<Answer> {
    return this.#parts.ask({ case: 'joinRoomCommand', value: { roomId, password, listen, wait } }, first)
  }

  #hearOfQueue({ refusal, ...place }: QueuePosition): void {
    if (!refusal) return this.#waiting.move(place)
    if (this.#waiting.ask?.roomId === place.roomId) this.#waiting.end(toError(refusal))
  }

  #hearClosed({ roomId, cause, reason }: RoomClosed): void {
    const message = 'The room has ended.'
    if (this.#waiting.ask?.roomId === roomId) this.#waiting.end(new TuttiError({ code: 'room_closed', message }))
    if (this.#room?.room.roomId === roomId) this.#room.end(parseRoomEnd(cause), reason)
  }

  /** At the end of the line again: the place was lost with the connection. */
  async #waitAgain(ask: JoinRoomAsk): Promise<void> {
    try {
      await this.#askToJoin(ask)
    } catch (thrown) {
      const error = toTuttiError(thrown)
      if (!error.retryable) this.#waiting.end(error)
    }
  }

  /** At once, so that what the next frame says about the room is heard. */
  #enter(told: RoomJoined): void {
    const entry = readRoomEntry(told, this.#parts.onError)
    if (!entry || entry.room.roomId === this.#leftRoomId) return
    const before = this.#room
    if (before?.room.roomId === entry.room.roomId) return before.rejoined(entry)

    const { runtime, clock, ask, send, sendNotes } = this.#parts
    const room = new JoinedRoom(
      {
        runtime,
        clock,
        ask,
        send,
        sendNotes,
        onEnded: (ended) => this.#forget(ended),
        onLeftAway: (left) => this.#leaveAway(left),
      },
      entry,
    )
    this.#room = room
    this.#rejoiner.remember({ roomId: entry.room.roomId })
    before?.end('left')
    this.#parts.onRoom(room)
    this.#waiting.entered(room)
  }

  #forget(room: JoinedRoom): void {
    if (this.#room !== room) return
    this.#room = null
    this.#rejoiner.stop()
    this.#parts.onRoom(null)
  }

  /** The server may have us in there still, or be letting us in again. */
  #leaveAway({ room }: JoinedRoom): void {
    this.#leftRoomId = room.roomId
    if (!this.#isHeard) return
    const settle = (): void => {
      this.#leftRoomId = null
    }
    this.#parts.ask({ case: 'leaveRoomCommand', value: {} }).then(settle, settle)
  }

  #entered(answer: Answer): RoomSession {
    const roomId = answer.case === 'roomJoined' ? answer.value.room?.roomId : undefined
    if (this.#room && this.#room.room.roomId === roomId) return this.#room
    throw new TuttiError({ code: 'unexpected_answer', message: 'The server did not let us into the room.' })
  }
}
