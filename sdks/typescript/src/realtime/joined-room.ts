import { unpackMidi } from '@tutti/core'
import type { Latencies, OutgoingMember, Room, ServerMessage, SoundState } from '@tutti/protocol/realtime'
import { Emitter } from '../emitter.ts'
import type { Runtime } from '../runtime.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import type { ServerClock } from './connection-types.ts'
import { NoteBatcher } from './note-batcher.ts'
import { OwnSound } from './own-sound.ts'
import {
  parseChannels,
  parseLeaveCause,
  parseMessage,
  parseNotesOffCause,
  parseParticipant,
  parseRoom,
} from './parse-room.ts'
import type { RoomEntry } from './room-entry.ts'
import { RoomChat } from './room-chat.ts'
import { createModeration, type RoomModeration } from './room-moderation.ts'
import { FollowedPlayer, parsePlayer } from './room-player.ts'
import { FollowedRecorder } from './room-recorder.ts'
import { RoomSignals, type AvatarPosition, type CursorPlace } from './room-signals.ts'
import type {
  ChannelSound,
  ChatMessage,
  Instrument,
  Participant,
  RoomEnd,
  RoomEvents,
  RoomInfo,
  RoomSession,
  SendMessageHow,
} from './room-types.ts'
import type { TimedMidi } from './room-types.ts'
import type { TransportPatch } from '@tutti/core'
import { parseTransport, presentPatch, type RoomTransport } from '../timing/transport.ts'
import type { HeardMidi, PackedNotes } from './wire.ts'

type Answer = ServerMessage['message']

export interface RoomParts {
  readonly runtime: Runtime
  readonly clock: ServerClock
  /** @throws TuttiError */
  readonly ask: (member: OutgoingMember) => Promise<Answer>
  readonly sendNotes: (notes: PackedNotes) => void
  /** What needs no answer; nothing without a connection. */
  readonly send: (member: OutgoingMember) => void
  readonly onEnded: (room: JoinedRoom) => void
  /** We left, and the server could not be told. */
  readonly onLeftAway: (room: JoinedRoom) => void
}

const allChannels: readonly number[] = Array.from({ length: 16 }, (_, channel) => channel)

/** What a lost connection, a leave or a refusal in the meantime says about a leave: we are out. */
const outAnyway: ReadonlySet<string> = new Set(['not_in_room', 'connection_lost', 'connection_closed'])

/** A room and what happens in it. It stays the same object when the connection is lost and we come in again. */
export class JoinedRoom implements RoomSession {
  readonly player: FollowedPlayer
  readonly recorder: FollowedRecorder
  readonly moderation: RoomModeration
  readonly #signals: RoomSignals
  readonly #parts: RoomParts
  readonly #emitter: Emitter<RoomEvents>
  readonly #batcher: NoteBatcher
  readonly #chat: RoomChat
  readonly #own = new OwnSound()
  #room: RoomInfo
  #me: Participant
  #participants: readonly Participant[]
  #initialChannels: ReadonlyMap<number, readonly ChannelSound[]>
  #transport: RoomTransport
  #stage: 'in' | 'away' | 'over' = 'in'
  #isCatchingUp = false

  constructor(parts: RoomParts, entry: RoomEntry) {
    const { room, me, participants, channels, history, transport } = entry
    const { runtime, clock, sendNotes } = parts
    this.#parts = parts
    this.#emitter = new Emitter(runtime.onListenerError)
    this.#batcher = new NoteBatcher({ ...runtime, now: () => clock.now(), send: sendNotes })
    this.#chat = new RoomChat(
      {
        runtime,
        now: () => clock.now(),
        me: () => this.#me.user,
        ask: parts.ask,
        onMessages: (messages) => this.#emitter.emit('messages', messages),
      },
      history,
    )
    this.moderation = createModeration(parts.ask)
    this.#signals = new RoomSignals({
      runtime,
      send: (member) => this.#stage === 'in' && parts.send(member),
      onCursors: (cursors) => this.#emitter.emit('cursors', cursors),
      onTyping: (typing) => this.#emitter.emit('typing', typing),
      onAvatar: (participant, position) => this.#emitter.emit('avatar', { participant, position }),
    })
    this.player = new FollowedPlayer(parts.ask, entry.player, (state) => this.#emitter.emit('player', state))
    this.recorder = new FollowedRecorder(parts.ask, entry.recording, {
      onRunning: (running) => this.#emitter.emit('recording', running),
      onEnded: (ended) => this.#emitter.emit('recorded', ended),
    })
    this.#room = room
    this.#me = me
    this.#participants = participants
    this.#initialChannels = channels
    this.#transport = transport
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
    return this.#chat.messages
  }

  get initialChannels(): ReadonlyMap<number, readonly ChannelSound[]> {
    return this.#initialChannels
  }

  get transport(): RoomTransport {
    return this.#transport
  }

  /** We hold keys down, so that the server must go on hearing of us. */
  get isHolding(): boolean {
    return this.#me.mayPlay && this.#own.isHolding
  }

  on<Name extends keyof RoomEvents>(event: Name, listener: (value: RoomEvents[Name]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  play(bytes: Uint8Array): void {
    if (this.#stage === 'in' && this.#me.mayPlay) this.#batcher.play(bytes)
    this.#own.follow(bytes)
  }

  playAt(events: readonly TimedMidi[]): void {
    if (this.#stage === 'in' && this.#me.mayPlay) this.#batcher.playAt(events)
    for (const { bytes } of events) this.#own.follow(bytes)
  }

  async sendMessage(text: string, { replyTo = '' }: SendMessageHow = {}): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    this.#signals.setTyping(false)
    await this.#chat.send({ text, replyTo, isConnected: this.#stage === 'in' })
  }

  async editMessage(messageId: string, text: string): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    await this.#chat.change({ messageId, change: { case: 'message', value: text } })
  }

  async removeMessage(messageId: string): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    await this.#chat.change({ messageId, change: { case: 'remove', value: true } })
  }

  get cursors(): ReadonlyMap<number, CursorPlace> {
    return this.#signals.cursors
  }

  get typing(): readonly number[] {
    return this.#signals.typing
  }

  pointAt(place: CursorPlace | null): void {
    this.#signals.pointAt(place)
  }

  setTyping(isTyping: boolean): void {
    this.#signals.setTyping(isTyping)
  }

  moveAvatar(position: AvatarPosition): void {
    this.#signals.moveAvatar(position)
  }

  async chooseInstrument(value: Instrument): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    await this.#parts.ask({ case: 'userCommand', value: { command: { case: 'instrument', value } } })
  }

  async conduct(patch: TransportPatch): Promise<void> {
    if (this.#stage === 'over') throw roomLeft()
    await this.#parts.ask(presentPatch(patch))
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
    const isAway = this.#stage === 'away'
    this.end('left')
    if (isAway) this.#parts.onLeftAway(this)
  }

  hear(message: Answer): void {
    if (message.case === 'chatMessage') return this.#hearMessage(parseMessage(message.value, this.#userId))
    if (message.case === 'chatChange') return this.#chat.hearChange(message.value)
    if (message.case === 'userCommand') return this.#signals.hear(message.value)
    if (message.case === 'notesOff') {
      const { participant, channels, cause } = message.value
      return this.#emitter.emit('notesOff', { participant, channels, cause: parseNotesOffCause(cause) })
    }
    if (message.case === 'roomUpdated') return this.#showRoom(message.value.room)
    if (message.case === 'transport') {
      this.#transport = parseTransport(message.value)
      return this.#emitter.emit('transport', this.#transport)
    }
    if (message.case === 'quota') {
      const { remaining, refillAt, dropped } = message.value
      return this.#emitter.emit('quota', { remaining, refillAtMs: Number(refillAt), dropped })
    }
    if (message.case === 'playerState') return this.player.show(parsePlayer(message.value))
    if (message.case === 'recordingState') return this.recorder.hear(message.value)
    if (message.case === 'soundState') return this.#hearSound(message.value)
    if (message.case === 'latencies') return this.#hearLatencies(message.value)
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
    this.#signals.clear()
    for (const { number } of this.#participants) {
      if (number === this.#me.number) continue
      this.#emitter.emit('notesOff', { participant: number, channels: allChannels, cause: 'connection_lost' })
    }
  }

  /** The session goes on: what we missed follows, and then what sounds. */
  resumed(): void {
    if (this.#stage !== 'away') return
    this.#stage = 'in'
    this.#isCatchingUp = true
    this.#chat.sendAgain()
  }

  /** In again, or told the whole room anew. */
  rejoined({ room, me, participants, channels, history, transport, player, recording }: RoomEntry): void {
    if (this.#stage === 'over') return
    this.#stage = 'in'
    this.#room = room
    this.#me = me
    this.#initialChannels = channels
    this.#transport = transport
    this.#chat.seen(history)
    this.#showParticipants(participants)
    this.player.show(player)
    this.recorder.show(recording)
    this.#chat.merge(history)
    this.#correctOwn(channels.get(me.number))
    this.#emitter.emit('rejoined', this)
    this.#chat.sendAgain()
  }

  end(cause: RoomEnd, reason = ''): void {
    if (this.#stage === 'over') return
    this.#stage = 'over'
    this.#batcher.clear()
    this.#signals.clear()
    this.#chat.failAll(roomLeft())
    this.#parts.onEnded(this)
    this.#emitter.emit('closed', { cause, reason })
  }

  get #userId(): string {
    return this.#me.user.userId
  }

  #hearSound({ participants }: SoundState): void {
    this.#initialChannels = new Map(participants.map((told) => [told.participant, parseChannels(told)]))
    if (!this.#isCatchingUp) return this.#emitter.emit('sound', this.#initialChannels)
    this.#isCatchingUp = false
    this.#correctOwn(this.#initialChannels.get(this.#me.number))
    this.#emitter.emit('rejoined', this)
  }

  /** Offs that were lost with the connection, or that there was no connection for. */
  #correctOwn(heard: readonly ChannelSound[] = []): void {
    if (!this.#me.mayPlay) return
    for (const bytes of this.#own.corrections(heard)) this.#batcher.play(bytes)
  }

  #hearLatencies({ players }: Latencies): void {
    const told = new Map(players.map((player) => [player.participant, player]))
    const measured = this.#participants.map((participant) => {
      const { rttMs, jitterMs } = told.get(participant.number) ?? participant
      return { ...participant, rttMs, jitterMs }
    })
    this.#showParticipants(measured)
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
    this.#signals.gone(number)
    this.#showParticipants(this.#participants.filter((participant) => participant !== gone))
    this.#emitter.emit('left', { participant: gone, cause: parseLeaveCause(cause) })
  }

  #hearMessage(message: ChatMessage): void {
    const speaker = this.#participants.find(({ user }) => user.userId === message.userId)
    if (speaker) this.#signals.said(speaker.number)
    this.#chat.hear(message)
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
