import { unpackMidi } from '@tutti/core'
import type { Ack, OutgoingMember, Room, ServerMessage } from '@tutti/protocol/realtime'
import { Emitter } from '../emitter.ts'
import type { Runtime } from '../runtime.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import { type Log, addKept, addPending, fail, mergeHistory, settle } from './chat-log.ts'
import type { ServerClock } from './connection-types.ts'
import { NoteBatcher } from './note-batcher.ts'
import { OutgoingChat } from './outgoing-chat.ts'
import {
  parseChannels,
  parseLeaveCause,
  parseMessage,
  parseNotesOffCause,
  parseParticipant,
  parseRoom,
} from './parse-room.ts'
import type { RoomEntry } from './room-entry.ts'
import type {
  ChannelSound,
  ChatMessage,
  Participant,
  RoomEnd,
  RoomEvents,
  RoomInfo,
  RoomSession,
} from './room-types.ts'
import type { TimedMidi } from './room-types.ts'
import type { HeardMidi, PackedNotes } from './wire.ts'

type Answer = ServerMessage['message']

export interface RoomParts {
  readonly runtime: Runtime
  readonly clock: ServerClock
  /** @throws TuttiError */
  readonly ask: (member: OutgoingMember) => Promise<Answer>
  readonly sendNotes: (notes: PackedNotes) => void
  readonly onEnded: (room: JoinedRoom) => void
}

const allChannels: readonly number[] = Array.from({ length: 16 }, (_, channel) => channel)

/** What a lost connection, a leave or a refusal in the meantime says about a leave: we are out. */
const outAnyway: ReadonlySet<string> = new Set(['not_in_room', 'connection_lost', 'connection_closed'])

/** A room and what happens in it. It stays the same object when the connection is lost and we come in again. */
export class JoinedRoom implements RoomSession {
  readonly #parts: RoomParts
  readonly #emitter: Emitter<RoomEvents>
  readonly #batcher: NoteBatcher
  readonly #outgoing: OutgoingChat
  #room: RoomInfo
  #me: Participant
  #participants: readonly Participant[]
  #messages: Log
  #initialChannels: ReadonlyMap<number, readonly ChannelSound[]>
  #stage: 'in' | 'away' | 'over' = 'in'

  constructor(parts: RoomParts, { room, me, participants, channels, history }: RoomEntry) {
    const { runtime, clock, sendNotes } = parts
    this.#parts = parts
    this.#emitter = new Emitter(runtime.onListenerError)
    this.#batcher = new NoteBatcher({ ...runtime, now: () => clock.now(), send: sendNotes })
    this.#outgoing = new OutgoingChat({
      ask: (text, clientMessageId) => this.#askToKeep(text, clientMessageId),
      onKept: (clientMessageId, kept) => this.#logs(settle(this.#messages, clientMessageId, kept)),
      onFailed: (clientMessageId, { code }) => this.#logs(fail(this.#messages, clientMessageId, code)),
    })
    this.#room = room
    this.#me = me
    this.#participants = participants
    this.#messages = history
    this.#initialChannels = channels
  }

  get room(): RoomInfo {
    return this.#room
  }

  get me(): Participant {
    return this.#me
  }

  get participants(): readonly Participant[] {
    return this.#participants
  }

  get messages(): readonly ChatMessage[] {
    return this.#messages
  }

  get initialChannels(): ReadonlyMap<number, readonly ChannelSound[]> {
    return this.#initialChannels
  }

  on<Name extends keyof RoomEvents>(event: Name, listener: (value: RoomEvents[Name]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  play(bytes: Uint8Array): void {
    if (this.#stage === 'in' && this.#me.mayPlay) this.#batcher.play(bytes)
  }

  playAt(events: readonly TimedMidi[]): void {
    if (this.#stage === 'in' && this.#me.mayPlay) this.#batcher.playAt(events)
  }

  async sendMessage(text: string): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    const { userId, username } = this.#me.user
    const clientMessageId = this.#parts.runtime.newId()
    const sentAtMs = this.#parts.clock.now()
    const shown = { messageId: clientMessageId, clientMessageId, userId, username, text, sentAtMs, roomSeq: 0 }
    this.#logs(addPending(this.#messages, { ...shown, type: 'user', mine: true, pending: true }))
    await this.#outgoing.add(clientMessageId, text, { isConnected: this.#stage === 'in' })
  }

  async leave(): Promise<void> {
    if (this.#stage === 'over') return
    this.#batcher.flush()
    try {
      if (this.#stage === 'in') await this.#parts.ask({ case: 'leaveRoomCommand', value: {} })
    } catch (thrown) {
      const error = toTuttiError(thrown)
      if (!outAnyway.has(error.code)) throw error
    }
    this.end('left')
  }

  hear(message: Answer): void {
    if (message.case === 'chatMessage') return this.#logs(this.#withMessage(parseMessage(message.value, this.#userId)))
    if (message.case === 'notesOff') {
      const { participant, channels, cause } = message.value
      return this.#emitter.emit('notesOff', { participant, channels, cause: parseNotesOffCause(cause) })
    }
    if (message.case === 'roomUpdated') return this.#showRoom(message.value.room)
    if (message.case === 'quota') {
      const { remaining, refillAt, dropped } = message.value
      return this.#emitter.emit('quota', { remaining, refillAtMs: Number(refillAt), dropped })
    }
    this.#hearOfParticipant(message)
  }

  /** @throws Refusal `illegal_midi` */
  hearMidi({ midi, timestampMs, participant, sequence }: HeardMidi): void {
    const events = unpackMidi(midi).map(({ offsetMs, bytes }) => ({ atMs: timestampMs + offsetMs, bytes }))
    this.#emitter.emit('notes', { participant, events, sequence })
  }

  /** The connection is lost; what the others hold would never be heard to end. */
  away(): void {
    if (this.#stage !== 'in') return
    this.#stage = 'away'
    this.#batcher.clear()
    for (const { number } of this.#participants) {
      if (number === this.#me.number) continue
      this.#emitter.emit('notesOff', { participant: number, channels: allChannels, cause: 'connection_lost' })
    }
  }

  /** In again, or told the whole room anew. */
  rejoined({ room, me, participants, channels, history }: RoomEntry): void {
    if (this.#stage === 'over') return
    this.#stage = 'in'
    this.#room = room
    this.#me = me
    this.#initialChannels = channels
    for (const { clientMessageId, mine, ...kept } of history) if (mine) this.#outgoing.seen(clientMessageId, kept)
    this.#showParticipants(participants)
    this.#logs(mergeHistory(this.#messages, history))
    this.#emitter.emit('rejoined', this)
    this.#outgoing.sendAgain()
  }

  end(cause: RoomEnd, reason = ''): void {
    if (this.#stage === 'over') return
    this.#stage = 'over'
    this.#batcher.clear()
    this.#outgoing.failAll(roomLeft())
    this.#parts.onEnded(this)
    this.#emitter.emit('closed', { cause, reason })
  }

  get #userId(): string {
    return this.#me.user.userId
  }

  async #askToKeep(text: string, clientMessageId: string): Promise<Pick<Ack, 'messageId' | 'roomSeq' | 'timestamp'>> {
    const answer = await this.#parts.ask({ case: 'chatMessage', value: { message: text, clientMessageId } })
    if (answer.case === 'ack') return answer.value
    throw new TuttiError({ code: 'unexpected_answer', message: 'The server did not say that it keeps the message.' })
  }

  #hearOfParticipant(message: Answer): void {
    if (message.case === 'participantJoined' && message.value.participant) {
      const participant = parseParticipant(message.value.participant)
      this.#showParticipants(withParticipant(this.#participants, participant))
      return this.#emitter.emit('joined', { ...participant, channels: parseChannels(message.value.participant) })
    }
    if (message.case === 'participantUpdated' && message.value.participant) {
      const participant = parseParticipant(message.value.participant)
      return this.#showParticipants(withParticipant(this.#participants, participant))
    }
    if (message.case !== 'participantLeft') return
    const { participant: number, cause } = message.value
    const gone = this.#participants.find((participant) => participant.number === number)
    if (!gone) return
    this.#showParticipants(this.#participants.filter((participant) => participant !== gone))
    this.#emitter.emit('left', { participant: gone, cause: parseLeaveCause(cause) })
  }

  #withMessage(message: ChatMessage): Log {
    return addKept(this.#messages, message)
  }

  #logs(messages: Log): void {
    if (messages === this.#messages) return
    this.#messages = messages
    this.#emitter.emit('messages', messages)
  }

  #showRoom(room: Room | undefined): void {
    if (!room) return
    this.#room = parseRoom(room)
    this.#emitter.emit('room', this.#room)
  }

  #showParticipants(participants: readonly Participant[]): void {
    this.#participants = participants
    this.#me = participants.find(({ number }) => number === this.#me.number) ?? this.#me
    this.#emitter.emit('participants', participants)
  }
}

function withParticipant(participants: readonly Participant[], participant: Participant): readonly Participant[] {
  const others = participants.filter(({ number }) => number !== participant.number)
  return [...others, participant].toSorted((a, b) => a.number - b.number)
}

function roomLeft(): TuttiError {
  return new TuttiError({ code: 'room_left', message: 'You are not in this room any more.' })
}
