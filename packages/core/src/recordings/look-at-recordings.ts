import type { RecordingId, RoomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { MidiWorks } from '../ports/midi-works.ts'
import type { RecordingStore } from '../ports/recording-store.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { PackedPiece } from '../player/packed-piece.ts'
import { Refusal } from '../refusal.ts'
import { getRoom } from '../rooms/get-room.ts'
import type { LiveRooms } from '../rooms/live-rooms.ts'
import { checkMayRead } from '../rooms/look-inside.ts'
import { mayManage } from '../rooms/room-authority.ts'
import type { User } from '../users/user.ts'
import { parseRecordingName } from './start-recording.ts'
import type { RecordedPlayer, Recording } from './recording.ts'

interface Needs {
  readonly recordings: RecordingStore
  readonly rooms: RoomStore
  readonly roomSanctions: RoomSanctionStore
  readonly liveRooms: Pick<LiveRooms, 'find'>
  readonly clock: Clock
}

interface Page {
  readonly user: User
  readonly page: number
  readonly perPage: number
}

type Listed = Awaited<ReturnType<RecordingStore['list']>>

/** For whoever may read the room's messages. @throws Refusal `room_not_found`, what `checkMayRead` throws. */
export async function listRoomRecordings(
  needs: Needs,
  { roomId, user, ...page }: Page & { readonly roomId: RoomId },
): Promise<Listed> {
  await checkMayRead(needs, await getRoom(needs, roomId), user)
  return needs.recordings.list({ of: { roomId }, ...page })
}

/** Those that somebody was there for, wherever. */
export function listOwnRecordings({ recordings }: Needs, { user, ...page }: Page): Promise<Listed> {
  return recordings.list({ of: { userId: user.id }, ...page })
}

export interface KnownRecording {
  readonly recording: Recording
  readonly players: readonly RecordedPlayer[]
  /** Rename and delete it. */
  readonly mayChange: boolean
}

/**
 * Who was there reads it, whoever runs the room, and whoever may read the room's messages. To everybody else there is no
 * such recording. @throws Refusal `recording_not_found`.
 */
export async function getRecording(needs: Needs, { id, user }: AskRecording): Promise<KnownRecording> {
  const { recordings, rooms } = needs
  const recording = await recordings.find(id)
  if (!recording) throw new Refusal('recording_not_found')
  const [players, room] = await Promise.all([recordings.players(id), rooms.find(recording.roomId)])
  const mayChange = recording.startedById === user.id || mayManage(room ?? { ownerId: null }, user)
  const wasThere = players.some(({ userId }) => userId === user.id)
  if (mayChange || wasThere) return { recording, players, mayChange }
  if (!room) throw new Refusal('recording_not_found')
  await checkMayRead(needs, room, user).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal('recording_not_found') : error
  })
  return { recording, players, mayChange }
}

export interface AskRecording {
  readonly id: RecordingId
  readonly user: User
}

/** @throws Refusal as `getRecording`, `not_allowed`, `invalid_input`. */
export async function renameRecording(
  needs: Needs,
  { name, ...ask }: AskRecording & { readonly name: string },
): Promise<KnownRecording> {
  const known = await getRecording(needs, ask)
  if (!known.mayChange) throw new Refusal('not_allowed')
  const renamed = parseRecordingName(name)
  await needs.recordings.rename(ask.id, renamed)
  return { ...known, recording: { ...known.recording, name: renamed } }
}

/** @throws Refusal as `getRecording`, `not_allowed`; `recording_runs` while it does. */
export async function removeRecording(needs: Needs, ask: AskRecording): Promise<void> {
  const { recording, mayChange } = await getRecording(needs, ask)
  if (!mayChange) throw new Refusal('not_allowed')
  if (recording.state === 'running') throw new Refusal('recording_runs')
  await needs.recordings.remove(ask.id)
}

/** As a Standard MIDI File; of one that still runs, what is kept so far. @throws Refusal as `getRecording`, `overloaded`. */
export async function exportRecordingFile(
  needs: Needs & { readonly midiWorks: MidiWorks },
  ask: AskRecording,
): Promise<{ readonly name: string; readonly file: Uint8Array }> {
  const { recording, players } = await getRecording(needs, ask)
  const { name, durationMs } = recording
  const log = await needs.recordings.readLog(ask.id)
  return { name, file: await needs.midiWorks.exportRecording({ name, durationMs, players, log }) }
}

/** As a piece for the shared player. @throws Refusal as `getRecording`, `recording_runs`, `unreadable_midi_file`, `overloaded`. */
export async function packRecording(
  needs: Needs & { readonly midiWorks: MidiWorks },
  ask: AskRecording,
): Promise<PackedPiece> {
  const { recording } = await getRecording(needs, ask)
  if (recording.state === 'running') throw new Refusal('recording_runs')
  const { name, durationMs } = recording
  return needs.midiWorks.mergeRecording({ name, durationMs, log: await needs.recordings.readLog(ask.id) })
}
