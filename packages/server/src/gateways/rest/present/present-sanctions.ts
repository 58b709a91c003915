import type { RoomBan, RoomMute } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentTime } from './present-time.ts'

export function presentBan(ban: RoomBan): AnswerOf<Operations['banUser']> {
  const { roomId, userId, username, reason, byId } = ban
  return { roomId, userId, username, reason, bannedBy: byId, ...presentTimes(ban) }
}

export function presentMute(mute: RoomMute): AnswerOf<Operations['muteUser']> {
  const { roomId, userId, username, chat, notes, byId } = mute
  return { roomId, userId, username, chat, notes, mutedBy: byId, ...presentTimes(mute) }
}

function presentTimes({ createdAtMs, endsAtMs }: Pick<RoomBan, 'createdAtMs' | 'endsAtMs'>) {
  return { createdAt: presentTime(createdAtMs), endsAt: presentTime(endsAtMs) }
}
