import { ChatPace } from '../chat/chat-pace.ts'
import type { ParticipantNumber, RoomId, UserId } from '../ids.ts'
import { Keyboard } from '../music/keyboard.ts'
import { NoteQuota, participantQuota, roomQuota } from '../music/note-quota.ts'
import { Refusal } from '../refusal.ts'
import { SharedPlayer } from '../player/shared-player.ts'
import type { Recording } from '../recordings/recording.ts'
import { sharedPlayerColor, sharedPlayerUser } from '../player/shared-player-user.ts'
import { freeColor } from '../users/colors.ts'
import { defaultTransport, type Transport } from '../transport/transport.ts'
import type { UserStatus } from '../users/user-status.ts'
import type { User } from '../users/user.ts'
import { LiveSanctions } from './live-sanctions.ts'
import type { Room } from './room.ts'
import { WaitingLine } from './waiting-line.ts'

/** A user in a room; somebody who is there twice is two participants. */
export interface Participant {
  readonly number: ParticipantNumber
  readonly user: User
  readonly color: string
  /** A listener takes no place and may not play. */
  readonly listens: boolean
  readonly isOwner: boolean
  readonly mayPlay: boolean
  readonly isNotesMuted: boolean
  readonly isChatMuted: boolean
  /** What the connection says of its user. */
  readonly status: UserStatus
  /** The connection is lost; the place is kept for a while. */
  readonly isAway: boolean
  readonly joinedAtMs: number
  readonly keyboard: Keyboard
  readonly quota: NoteQuota
  /** Changed in place, as it is measured. */
  readonly latency: Latency
}

/** 0 until it is measured. */
export interface Latency {
  rttMs: number
  jitterMs: number
}

export interface Admit {
  readonly user: User
  readonly listens: boolean
  readonly nowMs: number
  /** `online` unless said otherwise. */
  readonly status?: UserStatus | undefined
  /** Whoever waits for a place; a newcomer does not overtake those who do. */
  readonly waiter?: string | undefined
}

/** Who is in a room right now. Every method is one step: nothing can come between the check and the change. */
export class LiveRoom {
  readonly sanctions = new LiveSanctions()
  /** Who waits for a place, under names that the gateway chooses. */
  readonly line = new WaitingLine<string>()
  /** Who spoke when. */
  readonly pace = new ChatPace()
  /** As the room's beat and mode are right now. */
  transport: Transport
  /** Who changed `transport` last; 0 for nobody yet. */
  conductor: ParticipantNumber = 0
  /** What the room plays for itself. */
  readonly player = new SharedPlayer()
  /** Whom the shared player's notes come from: it takes no place and is not among `participants`. */
  sharedParticipant: Participant | undefined
  /** While the room is recorded. */
  recording: Recording | undefined
  readonly #participants = new Map<ParticipantNumber, Participant>()
  #room: Room
  #quota: NoteQuota
  #lastNumber = 0
  #players = 0

  constructor(room: Room, nowMs: number) {
    this.#room = room
    this.#quota = new NoteQuota(roomQuota(room.settings.noteQuota), nowMs)
    this.transport = defaultTransport(nowMs)
  }

  get room(): Room {
    return this.#room
  }

  get quota(): NoteQuota {
    return this.#quota
  }

  get id(): RoomId {
    return this.#room.id
  }

  /** Listeners too. */
  get size(): number {
    return this.#participants.size
  }

  get participants(): Iterable<Participant> {
    return this.#participants.values()
  }

  /** Those who take a place. */
  get players(): number {
    return this.#players
  }

  /** Places that nobody takes; never less than 0. */
  get freePlaces(): number {
    return Math.max(0, this.#room.maxUsers - this.#players)
  }

  get isEmpty(): boolean {
    return this.#participants.size === 0
  }

  find(number: ParticipantNumber): Participant | undefined {
    return this.#participants.get(number)
  }

  /** Whether that user is there, playing or listening. */
  holds(user: UserId | null): boolean {
    return [...this.participants].some((participant) => participant.user.id === user)
  }

  /** Whether that user is there, and not merely kept a place for. */
  isAttendedBy(user: UserId | null): boolean {
    return [...this.participants].some((participant) => participant.user.id === user && !participant.isAway)
  }

  /** Whether one more player gets in: whoever waits after those before in the line, a newcomer after all of it. */
  hasPlaceFor(waiter?: string): boolean {
    const position = waiter === undefined ? 0 : this.line.positionOf(waiter)
    const before = position === 0 ? this.line.length : position - 1
    return before < this.freePlaces
  }

  /** Takes a place. @throws Refusal `room_full`, also for whoever would overtake those that wait. */
  admit({ user, listens, nowMs, status = 'online', waiter }: Admit): Participant {
    if (!listens && !this.hasPlaceFor(waiter)) throw new Refusal('room_full', { roomId: this.id })
    const isOwner = this.#room.ownerId === user.id
    this.#lastNumber += 1
    const participant: Participant = {
      number: this.#lastNumber,
      user,
      color: freeColor(user.color, new Set([...this.participants].map(({ color }) => color))),
      listens,
      isOwner,
      ...this.#voiceOf(user, { listens, isOwner, nowMs }),
      status,
      isAway: false,
      joinedAtMs: nowMs,
      keyboard: new Keyboard(),
      quota: new NoteQuota(participantQuota(this.#room.settings.noteQuota, isOwner), nowMs),
      latency: { rttMs: 0, jitterMs: 0 },
    }
    this.#participants.set(participant.number, participant)
    if (!listens) this.#players += 1
    return participant
  }

  /** Gives the shared player a number like everybody's, and the name of what it plays. */
  admitSharedPlayer(title: string, nowMs: number): Participant {
    this.#lastNumber += 1
    const participant: Participant = {
      number: this.#lastNumber,
      user: sharedPlayerUser(title, nowMs),
      color: sharedPlayerColor,
      listens: true,
      isOwner: false,
      mayPlay: true,
      isNotesMuted: false,
      isChatMuted: false,
      status: 'online',
      isAway: false,
      joinedAtMs: nowMs,
      keyboard: new Keyboard(),
      quota: new NoteQuota({ perSecond: 0, burst: 0 }, nowMs),
      latency: { rttMs: 0, jitterMs: 0 },
    }
    this.sharedParticipant = participant
    return participant
  }

  /** Frees the place. Undefined when nobody has that number. */
  dismiss(number: ParticipantNumber): Participant | undefined {
    const participant = this.#participants.get(number)
    if (!participant) return undefined
    this.#participants.delete(number)
    if (!participant.listens) this.#players -= 1
    return participant
  }

  /** The same participant under another name. Undefined when nobody has that number. */
  rename(number: ParticipantNumber, username: string): Participant | undefined {
    const participant = this.#participants.get(number)
    if (!participant) return undefined
    const renamed = { ...participant, user: { ...participant.user, username } }
    this.#participants.set(number, renamed)
    return renamed
  }

  /** The same participant, of whom the connection says something else. Undefined as in `setAway`. */
  showStatus(number: ParticipantNumber, status: UserStatus): Participant | undefined {
    const participant = this.#participants.get(number)
    if (!participant || participant.status === status) return undefined
    const shown = { ...participant, status }
    this.#participants.set(number, shown)
    return shown
  }

  /** The same participant, away or back. Undefined when nobody has that number, or when it is so already. */
  setAway(number: ParticipantNumber, isAway: boolean): Participant | undefined {
    const participant = this.#participants.get(number)
    if (!participant || participant.isAway === isAway) return undefined
    const changed = { ...participant, isAway }
    this.#participants.set(number, changed)
    return changed
  }

  /** The room as it is from now on; false when that is old news. */
  update(room: Room, nowMs: number): boolean {
    if (room.updatedAtMs <= this.#room.updatedAtMs) return false
    const { noteQuota } = this.#room.settings
    this.#room = room
    if (room.settings.noteQuota !== noteQuota) {
      this.#quota = new NoteQuota(roomQuota(room.settings.noteQuota), nowMs)
      for (const participant of this.participants) this.#renewQuota(participant, nowMs)
    }
    return true
  }

  /** Gives everybody what the room and the sanctions say now. Returns whoever that changed. */
  refresh(nowMs: number): readonly Participant[] {
    return [...this.participants].flatMap((participant) => {
      const isOwner = this.#room.ownerId === participant.user.id
      const voice = this.#voiceOf(participant.user, { listens: participant.listens, isOwner, nowMs })
      const refreshed = { ...participant, isOwner, ...voice }
      if (!isChanged(participant, refreshed)) return []
      this.#participants.set(participant.number, refreshed)
      return [isOwner === participant.isOwner ? refreshed : this.#renewQuota(refreshed, nowMs)]
    })
  }

  /** Of those who are not there. While somebody is at the door what was heard is newer than what the store said. */
  forgetSanctions(): void {
    this.sanctions.forgetAllBut(new Set([...this.participants].map(({ user }) => user.id)))
  }

  /** When the next mute of somebody who is there ends, epoch ms; null when none does. */
  nextMuteEndMs(nowMs: number): number | null {
    const ends = [...this.participants].flatMap(({ user }) => this.sanctions.muteOf(user.id, nowMs)?.endsAtMs ?? [])
    return ends.length > 0 ? Math.min(...ends) : null
  }

  #voiceOf(user: User, { listens, isOwner, nowMs }: { listens: boolean; isOwner: boolean; nowMs: number }) {
    const mute = this.sanctions.muteOf(user.id, nowMs)
    const isNotesMuted = mute?.notes ?? false
    return {
      mayPlay: !listens && !isNotesMuted && (isOwner || !this.#room.settings.onlyOwnerCanPlay),
      isNotesMuted,
      isChatMuted: mute?.chat ?? false,
    }
  }

  #renewQuota(participant: Participant, nowMs: number): Participant {
    const quota = new NoteQuota(participantQuota(this.#room.settings.noteQuota, participant.isOwner), nowMs)
    const renewed = { ...participant, quota }
    this.#participants.set(participant.number, renewed)
    return renewed
  }
}

const voice = ['isOwner', 'mayPlay', 'isNotesMuted', 'isChatMuted'] as const

function isChanged(before: Participant, after: Participant): boolean {
  return voice.some((name) => before[name] !== after[name])
}
