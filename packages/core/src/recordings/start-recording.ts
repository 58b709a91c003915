import { recordingId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { RecordingStore } from '../ports/recording-store.ts'
import { Refusal } from '../refusal.ts'
import type { LiveRoom } from '../rooms/live-room.ts'
import { checkMayManage } from '../rooms/room-authority.ts'
import type { Room } from '../rooms/room.ts'
import type { User } from '../users/user.ts'
import { longestRecordingName, type Recording, type RecordingLimits } from './recording.ts'

interface Needs {
  readonly recordings: RecordingStore
  readonly ids: IdSource
  readonly clock: Clock
  readonly recordingLimits: RecordingLimits
}

export interface StartRecording {
  readonly live: LiveRoom
  readonly user: User
  /** Empty: after the room and the time. */
  readonly name: string
}

/** @throws Refusal `not_in_room`, `not_allowed`, `recordings_full`, `invalid_input`. */
export async function startRecording(needs: Needs, { live, user, name }: StartRecording): Promise<Recording> {
  const { recordings, ids, clock, recordingLimits } = needs
  checkMayRecord(live, user)
  const startedAtMs = Math.round(clock.now())
  const chosen = name.trim() === '' ? nameAfter(live.room, startedAtMs) : parseRecordingName(name)
  const { own, bytesInAll } = await recordings.count(user.id)
  if (own >= recordingLimits.mostPerUser || bytesInAll >= recordingLimits.mostBytesInAll) {
    throw new Refusal('recordings_full')
  }
  const recording: Recording = {
    id: recordingId(ids.shortId()),
    roomId: live.id,
    name: chosen,
    startedById: user.id,
    startedByName: user.username,
    startedAtMs,
    durationMs: 0,
    sizeBytes: 0,
    state: 'running',
  }
  await recordings.add(recording)
  return recording
}

/** The owner, moderators and admins, as long as they are there. @throws Refusal `not_in_room`, `not_allowed`. */
export function checkMayRecord(live: LiveRoom, user: User): void {
  if (!live.holds(user.id)) throw new Refusal('not_in_room')
  checkMayManage(live.room, user)
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** 1 to 80 visible characters. @throws Refusal `invalid_input` with the field `name`. */
export function parseRecordingName(raw: string): string {
  const name = raw.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const length = [...name].length
  if (length < 1 || length > longestRecordingName) {
    throw new Refusal('invalid_input', { field: 'name', issue: `Use 1 to ${longestRecordingName} characters` })
  }
  return name
}

function nameAfter({ name }: Room, atMs: number): string {
  const day = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
  return `${[...name].slice(0, longestRecordingName - day.length - 1).join('')} ${day}`
}
