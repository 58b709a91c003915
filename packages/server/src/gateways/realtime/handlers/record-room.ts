import { Refusal } from '@tutti/core'
import type { RecordingCommand } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Recorders } from '../recording/recorders.ts'
import { done, type Reply } from './reply.ts'

/** Begins or ends a recording of the room. @throws Refusal `not_in_room`, what `Recorders` throws. */
export async function recordRoom(
  recorders: Recorders,
  { seat, user }: Connection,
  { record, name }: RecordingCommand,
): Promise<Reply> {
  if (!seat) throw new Refusal('not_in_room')
  if (record) await recorders.start(seat.channel, user, name)
  else await recorders.stop(seat.channel, user)
  return done
}
