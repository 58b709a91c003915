import { addPiece, checkMayRead, getRoom, removePiece, votersOf, votesNeeded, type QueuedPiece } from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'

export const playerRoutes: readonly Route[] = [
  handle(operations.getPlayer, async ({ needs, caller: { user }, params: { roomId } }) => {
    await checkMayRead(needs, await getRoom(needs, roomId), user)
    const live = needs.liveRooms.find(roomId)
    const voters = live ? votersOf(live).size : 0
    const { player } = live ?? {}
    return {
      queue: (player?.queue ?? []).map(presentPiece),
      playing: player?.isPlaying ?? false,
      positionMs: Math.round(player?.positionMs(needs.clock.now()) ?? 0),
      votes: player?.votes.size ?? 0,
      votesNeeded: votesNeeded(voters),
    }
  }),

  handle(operations.addPiece, async ({ needs, caller: { user }, params: { roomId }, query, body }) => {
    const title = query.title ?? body.title
    return presentPiece(await addPiece(needs, { roomId, user, file: body.file, title }))
  }),

  handle(operations.removePiece, async ({ needs, caller: { user }, params: { roomId, piece } }) => {
    await removePiece(needs, { roomId, user, piece })
    return {}
  }),
]

function presentPiece({ number, title, durationMs, addedById, addedByName }: QueuedPiece) {
  return { piece: number, title, durationMs, addedBy: addedById, addedByName }
}
