import {
  packSound,
  RecordingLogWriter,
  type Participant,
  type RecordedPlayer,
  type Recording,
  type RecordingLimits,
  type RecordingStore,
  type Transport,
} from '@tutti/core'
import { RecordingEnd, type OutgoingMember, type OutgoingMidi } from '@tutti/protocol/realtime'
import type { RoomChannel, RoomTap } from '../room-channel.ts'

/** What is not kept yet when the process dies is lost: no more than this. */
const keepEveryMs = 500
const everyChannel: readonly number[] = Array.from({ length: 16 }, (_, channel) => channel)

export interface RecorderParts {
  readonly channel: RoomChannel
  readonly recording: Recording
  readonly recordings: RecordingStore
  readonly limits: RecordingLimits
  readonly now: () => number
  /** It ends by itself: full, or not to be kept any more. */
  readonly onEnd: (end: RecordingEnd) => void
  readonly onFault: (fault: unknown) => void
}

/** Writes down what one room hears. A note costs a copy of its bytes; what was gathered is kept twice a second. */
export class Recorder implements RoomTap {
  readonly recording: Recording
  readonly #parts: RecorderParts
  readonly #log: RecordingLogWriter
  readonly #players = new Map<number, RecordedPlayer>()
  #news: RecordedPlayer[] = []
  #seq = 0
  #keptBytes = 0
  #timer: NodeJS.Timeout
  #keeping: Promise<void> = Promise.resolve()

  constructor(parts: RecorderParts) {
    const { recording, channel } = parts
    this.#parts = parts
    this.recording = recording
    this.#log = new RecordingLogWriter(recording.startedAtMs)
    this.tempo(channel.live.transport)
    const { participants, sharedParticipant } = channel.live
    for (const participant of [...participants, ...(sharedParticipant ? [sharedParticipant] : [])]) {
      this.#meet(participant)
      this.#resound(participant)
    }
    channel.tap = this
    this.#timer = setInterval(() => void this.#keep(), keepEveryMs)
    this.#timer.unref()
  }

  notes({ participant, timestampMs, midi }: OutgoingMidi): void {
    this.#log.notes(participant, timestampMs, midi)
  }

  told(member: OutgoingMember): void {
    const nowMs = this.#parts.now()
    const { live } = this.#parts.channel
    switch (member.case) {
      case 'notesOff':
        return this.#log.silence(member.value.participant ?? 0, nowMs, member.value.channels ?? [])
      case 'participantLeft':
        return this.#log.silence(member.value.participant ?? 0, nowMs, everyChannel)
      case 'participantJoined':
      case 'participantUpdated': {
        const number = member.value.participant?.participant ?? 0
        const isShared = live.sharedParticipant?.number === number
        const participant = isShared ? live.sharedParticipant : live.find(number)
        if (participant) this.#meet(participant)
        return
      }
      case 'transport':
        return this.tempo(live.transport)
      default:
    }
  }

  tempo({ tempo, beats, beatUnit }: Transport): void {
    const microsPerQuarter = ((60_000_000 / tempo) * beatUnit) / 4
    this.#log.tempo(this.#parts.now(), { microsPerQuarter, meter: { beats, unit: beatUnit } })
  }

  /** Everything up to now is kept, as far as it can be, once this resolves. */
  async stop(): Promise<void> {
    const { channel, recordings, onFault } = this.#parts
    clearInterval(this.#timer)
    if (channel.tap === this) channel.tap = undefined
    await this.#keep(true)
    await recordings.end(this.recording.id).catch(onFault)
  }

  /** The shared player's title changes: it goes by one name. */
  #meet({ number, user }: Participant): void {
    const isShared = this.#parts.channel.live.sharedParticipant?.number === number
    const username = isShared ? 'Player' : user.username
    if (this.#players.get(number)?.username === username) return
    const player = { number, userId: isShared ? null : user.id, username }
    this.#players.set(number, player)
    this.#news.push(player)
  }

  /** What sounds already. */
  #resound({ number, keyboard }: Participant): void {
    const midi = packSound(keyboard)
    if (midi.length > 0) this.#log.notes(number, this.recording.startedAtMs, midi)
  }

  #keep(isLast = false): Promise<void> {
    this.#keeping = this.#keeping.then(() => this.#append(isLast))
    return this.#keeping
  }

  async #append(isLast: boolean): Promise<void> {
    const { recordings, limits, now, onEnd, onFault } = this.#parts
    const { id, startedAtMs } = this.recording
    const durationMs = Math.max(0, now() - startedAtMs)
    const isQuiet = this.#log.length === 0 && this.#news.length === 0
    if (isQuiet && !isLast && durationMs < limits.longestMs) return
    const log = this.#log.take()
    const players = this.#news
    this.#news = []
    this.#seq += 1
    this.#keptBytes += log.length
    try {
      await recordings.append({ id, seq: this.#seq, log, durationMs, players })
      if (durationMs >= limits.longestMs || this.#keptBytes >= limits.mostBytes) onEnd(RecordingEnd.FULL)
    } catch (fault) {
      onFault(fault)
      onEnd(RecordingEnd.FAILED)
    }
  }
}
