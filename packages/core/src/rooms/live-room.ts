import type { ParticipantNumber, RoomId } from '../ids.ts'
import { Keyboard } from '../music/keyboard.ts'
import { NoteQuota, participantQuota, roomQuota } from '../music/note-quota.ts'
import { Refusal } from '../refusal.ts'
import { freeColor } from '../users/colors.ts'
import type { User } from '../users/user.ts'
import type { Room } from './room.ts'

/** A user in a room; somebody who is there twice is two participants. */
export interface Participant {
  readonly number: ParticipantNumber
  readonly user: User
  readonly color: string
  /** A listener takes no place and may not play. */
  readonly listens: boolean
  readonly isOwner: boolean
  readonly mayPlay: boolean
  readonly joinedAtMs: number
  readonly keyboard: Keyboard
  readonly quota: NoteQuota
}

export interface Admit {
  readonly user: User
  readonly listens: boolean
  readonly nowMs: number
}

/** Who is in a room right now. Every method is one step: nothing can come between the check and the change. */
export class LiveRoom {
  readonly room: Room
  readonly quota: NoteQuota
  readonly #participants = new Map<ParticipantNumber, Participant>()
  #lastNumber = 0
  #players = 0

  constructor(room: Room, nowMs: number) {
    this.room = room
    this.quota = new NoteQuota(roomQuota(room.settings.noteQuota), nowMs)
  }

  get id(): RoomId {
    return this.room.id
  }

  get participants(): Iterable<Participant> {
    return this.#participants.values()
  }

  /** Those who take a place. */
  get players(): number {
    return this.#players
  }

  get isEmpty(): boolean {
    return this.#participants.size === 0
  }

  find(number: ParticipantNumber): Participant | undefined {
    return this.#participants.get(number)
  }

  /** Takes a place. @throws Refusal `room_full`. */
  admit({ user, listens, nowMs }: Admit): Participant {
    if (!listens && this.#players >= this.room.maxUsers) throw new Refusal('room_full', { roomId: this.id })
    const isOwner = this.room.ownerId === user.id
    const { settings } = this.room
    this.#lastNumber += 1
    const participant: Participant = {
      number: this.#lastNumber,
      user,
      color: freeColor(user.color, new Set([...this.participants].map(({ color }) => color))),
      listens,
      isOwner,
      mayPlay: !listens && (isOwner || !settings.onlyOwnerCanPlay),
      joinedAtMs: nowMs,
      keyboard: new Keyboard(),
      quota: new NoteQuota(participantQuota(settings.noteQuota, isOwner), nowMs),
    }
    this.#participants.set(participant.number, participant)
    if (!listens) this.#players += 1
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
}
