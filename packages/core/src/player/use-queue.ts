import type { PieceNumber, RoomId } from '../ids.ts'
import type { MidiWorks } from '../ports/midi-works.ts'
import type { RoomPlayers } from '../ports/room-players.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import { getRoom } from '../rooms/get-room.ts'
import type { LiveRoom } from '../rooms/live-room.ts'
import type { LiveRooms } from '../rooms/live-rooms.ts'
import { parseRecordingName } from '../recordings/start-recording.ts'
import type { User } from '../users/user.ts'
import { checkMayRemovePiece, checkMayUsePlayer } from './player-authority.ts'
import type { QueuedPiece } from './shared-player.ts'

interface Needs {
  readonly rooms: RoomStore
  readonly liveRooms: Pick<LiveRooms, 'find'>
  readonly roomPlayers: RoomPlayers
}

export interface AddPiece {
  readonly roomId: RoomId
  readonly user: User
  /** A Standard MIDI File. */
  readonly file: Uint8Array
  /** Else the file's own, else it is named after the user. */
  readonly title?: string | undefined
}

/** @throws Refusal `room_not_found`, `not_in_room`, `not_allowed`, `unreadable_midi_file`, `player_queue_full`, `overloaded`. */
export async function addPiece(
  needs: Needs & { readonly midiWorks: MidiWorks },
  { roomId, user, file, title }: AddPiece,
): Promise<QueuedPiece> {
  checkMayUsePlayer(await getLive(needs, roomId), user)
  const piece = await needs.midiWorks.readFile(file, `From ${user.username}`)
  const given = title === undefined || title.trim() === '' ? piece.title : title
  // Reading takes its time: they may have left, or lost the right.
  const live = await getLive(needs, roomId)
  checkMayUsePlayer(live, user)
  return needs.roomPlayers.add(live, { ...piece, title: tidyTitle(given) }, user)
}

/** @throws Refusal `room_not_found`, `not_in_room`, `not_allowed`, `piece_not_found`. */
export async function removePiece(
  needs: Needs,
  { roomId, user, piece }: { readonly roomId: RoomId; readonly user: User; readonly piece: PieceNumber },
): Promise<void> {
  const live = await getLive(needs, roomId)
  checkMayRemovePiece(live, user, live.player.getPiece(piece))
  needs.roomPlayers.remove(live, piece)
}

async function getLive({ rooms, liveRooms }: Needs, roomId: RoomId): Promise<LiveRoom> {
  await getRoom({ rooms }, roomId)
  const live = liveRooms.find(roomId)
  if (!live) throw new Refusal('not_in_room')
  return live
}

/** What a file calls itself is anybody's text. */
function tidyTitle(title: string): string {
  const short = [...title].slice(0, 80).join('')
  try {
    return parseRecordingName(short)
  } catch {
    return 'Untitled'
  }
}
