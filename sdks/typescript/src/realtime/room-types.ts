import type { RoomSettings, RoomType, TransportPatch } from '@tutti/core'
import type { PlayerState, RoomPlayer } from './room-player.ts'
import type { EndedRecording, RoomRecorder, RunningRecording } from './room-recorder.ts'
import type { RoomModeration } from './room-moderation.ts'
import type { AvatarPosition, CursorPlace } from './room-signals.ts'
import type { RoomTransport } from '../timing/transport.ts'

export type { RoomSettings, RoomType }

export interface RoomInfo {
  readonly roomId: string
  readonly roomName: string
  readonly roomType: RoomType
  /** Null when the owner was a guest who is gone. */
  readonly ownerId: string | null
  readonly maxUsers: number
  readonly hasPassword: boolean
  /** Closes some time after the last participant left. */
  readonly temporary: boolean
  readonly createdAtMs: number
  readonly settings: RoomSettings
}

export interface RoomUser {
  readonly userId: string
  readonly username: string
  /** `#rrggbb` */
  readonly color: string
  readonly isGuest: boolean
}

/** Somebody in the room. Who is there twice is two participants. */
export interface Participant {
  /** From 1, never reused while the room lives. */
  readonly number: number
  readonly user: RoomUser
  /** A listener takes no place and may not play. */
  readonly listens: boolean
  readonly isOwner: boolean
  readonly mayPlay: boolean
  /** Whoever runs the room took the voice of the notes, or of the chat. */
  readonly isNotesMuted: boolean
  readonly isChatMuted: boolean
  /** The connection is lost; the place is kept for a while. */
  readonly isAway: boolean
  /** The round trip to the server, and how much it varies; 0 before it was measured. */
  readonly rttMs: number
  readonly jitterMs: number
  /** What it says of itself. */
  readonly status: 'online' | 'away' | 'busy'
  /** Channels that do not sound as a piano. */
  readonly instruments: readonly Instrument[]
  readonly joinedAtMs: number
  /** Nobody: the room's own player, named after what it plays. It takes no place. */
  readonly isSharedPlayer: boolean
}

/** What one channel sounds like from some moment on. */
export interface Instrument {
  /** 0 to 15; 9 is the drums. */
  readonly channel: number
  /** 0 to 127. */
  readonly program: number
  /** 0 to 16383. */
  readonly bank: number
}

/** What one channel of a participant sounds like at the moment it is told. */
export interface ChannelSound {
  /** 0 to 15. */
  readonly channel: number
  readonly held: readonly { readonly key: number; readonly velocity: number; readonly startedAtMs: number }[]
  readonly controllers: readonly { readonly number: number; readonly value: number }[]
  readonly program: number
  /** 0 to 16383, 8192 is the centre. */
  readonly bend: number
}

export interface JoinedParticipant extends Participant {
  /** What already sounds; only channels that were ever used. */
  readonly channels: readonly ChannelSound[]
}

/** What a message answers, as that is now. */
export interface MessageQuote {
  readonly messageId: string
  readonly userId: string
  readonly username: string
  /** At most 100 characters; empty when that message was removed. */
  readonly text: string
  readonly isRemoved: boolean
}

export interface ChatMessage {
  /** While `pending` or `failed` it is the `clientMessageId`. */
  readonly messageId: string
  /** Chosen by the sender's client; the same before and after the server knew the message. Empty when it chose none. */
  readonly clientMessageId: string
  readonly userId: string
  readonly username: string
  /** Empty once it is removed. */
  readonly text: string
  readonly sentAtMs: number
  readonly type: 'user' | 'system' | 'bot'
  /** Said with `/me`: read it as "username text". */
  readonly isEmote: boolean
  /** Null: never. */
  readonly editedAtMs: number | null
  readonly isRemoved: boolean
  readonly replyTo: MessageQuote | null
  /** User ids of those whom it calls by `@` and name. */
  readonly mentions: readonly string[]
  /** Counts from 1 in each room; 0 while the server does not know the message, and for what is told to us alone. */
  readonly roomSeq: number
  readonly mine: boolean
  /** Sent, and not yet known to be kept. */
  readonly pending?: boolean
  /** Why it will not be kept: the code of a `TuttiError`. */
  readonly failed?: string
}

export interface TimedMidi {
  /** The server's clock, epoch ms with fractions. */
  readonly atMs: number
  /** One MIDI 1.0 channel message. */
  readonly bytes: Uint8Array
}

export interface HeardNotes {
  /** Who played. */
  readonly participant: number
  readonly events: readonly TimedMidi[]
  /** +1 each message of this player's connection: a gap is a message that was dropped on the way. */
  readonly sequence: number
}

/** All that this participant holds on these channels ends now, pedals included. */
export interface NotesOff {
  readonly participant: number
  readonly channels: readonly number[]
  /** `connection_lost`: it is our own connection that went, and nothing of theirs can be heard. */
  readonly cause: 'left' | 'disconnected' | 'silent' | 'muted' | 'kicked' | 'connection_lost' | 'unknown'
}

export interface ParticipantGone {
  readonly participant: Participant
  readonly cause: 'left' | 'disconnected' | 'kicked' | 'banned' | 'room_closed' | 'unknown'
}

/** Note-ons of ours were not relayed. */
export interface QuotaSpent {
  /** Note-ons left right now. */
  readonly remaining: number
  /** When all of the quota is there again; the server's clock. */
  readonly refillAtMs: number
  readonly dropped: number
}

/** `left`: by us, or by going to another room; otherwise what ended it, or the code that a rejoin was refused with. */
export type RoomEnd =
  | 'left'
  | 'room_closed'
  | 'kicked'
  | 'banned'
  | 'connection_closed'
  | (string & Record<never, never>)

export interface RoomEvents {
  notes: HeardNotes
  notesOff: NotesOff
  /** Its name, type, owner, places or settings changed: the new snapshot. */
  room: RoomInfo
  /** The new snapshot. */
  participants: readonly Participant[]
  joined: JoinedParticipant
  left: ParticipantGone
  /** The new snapshot. */
  messages: readonly ChatMessage[]
  quota: QuotaSpent
  /** Where the others point, by participant number: the new snapshot. */
  cursors: ReadonlyMap<number, CursorPlace>
  /** Who is writing a message, by participant number: the new snapshot. */
  typing: readonly number[]
  avatar: { readonly participant: number; readonly position: AvatarPosition }
  /** Its beat, or how it plays together, changed; also by us. */
  transport: RoomTransport
  /** What the shared player plays changed; null once its queue is empty. */
  player: PlayerState | null
  /** The room is recorded from now on, or not any more. */
  recording: RunningRecording | null
  /** A recording has ended, and can be heard. */
  recorded: EndedRecording
  /** What everybody sounds like now, by participant number, in place of notes that we were too slow to be told. */
  sound: ReadonlyMap<number, readonly ChannelSound[]>
  /** We are in again after a lost connection: every snapshot and `initialChannels` are new. */
  rejoined: RoomSession
  /** `reason`: what whoever did it says; may be empty. */
  closed: { readonly cause: RoomEnd; readonly reason: string }
}

export interface SendMessageHow {
  /** The `messageId` of a message of this room that it answers. */
  readonly replyTo?: string | undefined
}

/** A room that we are in. The same object through every reconnect. */
export interface RoomSession {
  readonly room: RoomInfo
  readonly me: Participant
  /** Sorted by number; a new array on every change. */
  readonly participants: readonly Participant[]
  /** Oldest first; a new array on every change. At most the last 1000. */
  readonly messages: readonly ChatMessage[]
  /** What sounded, by participant number, when we came in (or came in again). */
  readonly initialChannels: ReadonlyMap<number, readonly ChannelSound[]>
  /** The room's beat and how it plays together. */
  readonly transport: RoomTransport
  readonly player: RoomPlayer
  readonly recorder: RoomRecorder
  on<Name extends keyof RoomEvents>(event: Name, listener: (value: RoomEvents[Name]) => void): () => void
  /**
   * Plays one MIDI channel message now. System messages (clock, active sensing, SysEx) are left out, and nothing is sent
   * while the connection is down. @throws TuttiError `illegal_midi` for a message that is not whole.
   */
  play(bytes: Uint8Array): void
  /**
   * Plays at moments of the server's clock. What lies further ahead is held back until 200 ms before it is due.
   * @throws TuttiError `illegal_midi`
   */
  playAt(events: readonly TimedMidi[]): void
  /** Shown at once as pending; resolves when the server keeps it. Sent again after a reconnect. @throws TuttiError */
  sendMessage(text: string, how?: SendMessageHow): Promise<void>
  /** Another text for a message of our own, while it may be edited. @throws TuttiError `message_not_editable` */
  editMessage(messageId: string, text: string): Promise<void>
  /** Takes a message back: one of our own, or as somebody who runs the room. @throws TuttiError */
  removeMessage(messageId: string): Promise<void>
  /** Where the others point, by participant number; a new map on every change. */
  readonly cursors: ReadonlyMap<number, CursorPlace>
  /** Who is writing a message, by participant number. */
  readonly typing: readonly number[]
  /** Call it as often as the pointer moves; null points nowhere any more. */
  pointAt(place: CursorPlace | null): void
  /** Call it on every key stroke; a message that is sent ends it. */
  setTyping(isTyping: boolean): void
  moveAvatar(position: AvatarPosition): void
  /** What a channel of ours sounds like from now on, for everybody. @throws TuttiError `invalid_input` */
  chooseInstrument(instrument: Instrument): Promise<void>
  readonly moderation: RoomModeration
  /**
   * Changes tempo (20 to 400 beats per minute), meter, mode and metronome; what is absent stays. Everybody hears of it, we
   * too. @throws TuttiError `not_allowed`, `invalid_input`
   */
  conduct(patch: TransportPatch): Promise<void>
  /** @throws TuttiError */
  leave(): Promise<void>
}
