import {
  checkMayRemovePiece,
  checkMayUsePlayer,
  checkMayVote,
  packRecording,
  recordingId,
  Refusal,
  type LiveRooms,
} from '@tutti/core'
import type { PlayerCommand } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { SharedPlayers } from '../player/shared-players.ts'
import type { Ports } from '../ports.ts'
import { done, type Reply } from './reply.ts'

interface Needs {
  readonly ports: Ports
  readonly live: LiveRooms
  readonly players: SharedPlayers
}

/** @throws Refusal `not_in_room`, `not_allowed`, `nothing_plays`, `piece_not_found`, what `packRecording` throws. */
export async function usePlayer(needs: Needs, connection: Connection, { action }: PlayerCommand): Promise<Reply> {
  const { seat, user } = connection
  if (!seat) throw new Refusal('not_in_room')
  const { live } = seat.channel
  const booth = needs.players.boothOf(seat.channel)
  if (action.case === 'voteSkip') {
    checkMayVote(live, user)
    booth.vote(user, action.value)
    return done
  }
  if (action.case === 'remove') {
    checkMayRemovePiece(live, user, live.player.getPiece(action.value))
    booth.remove(action.value)
    return done
  }
  checkMayUsePlayer(live, user)
  switch (action.case) {
    case 'play':
      if (action.value) booth.play()
      else booth.pause()
      return done
    case 'seekMs':
      booth.seek(action.value)
      return done
    case 'skip':
      booth.skip()
      return done
    case 'addRecording':
      return addRecording(needs, connection, action.value)
    default:
      throw new Refusal('unsupported_message')
  }
}

async function addRecording({ ports, live, players }: Needs, connection: Connection, id: string): Promise<Reply> {
  const { user } = connection
  const piece = await packRecording({ ...ports, liveRooms: live }, { id: recordingId(id), user })
  // Reading takes its time: they may have left, or lost the right.
  if (!connection.seat) throw new Refusal('not_in_room')
  const { channel } = connection.seat
  checkMayUsePlayer(channel.live, user)
  players.boothOf(channel).add(piece, user)
  return done
}
