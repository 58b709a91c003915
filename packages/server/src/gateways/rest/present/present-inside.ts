import type { ChatMessage, Participant } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentTime } from './present-time.ts'

type MessageView = AnswerOf<Operations['listRoomMessages']>['messages'][number]
type ParticipantView = AnswerOf<Operations['listRoomParticipants']>['participants'][number]

export function presentMessage(message: ChatMessage): MessageView {
  return {
    messageId: message.id,
    userId: message.userId,
    username: message.username,
    message: message.text,
    timestamp: presentTime(message.sentAtMs),
    messageType: message.type,
    roomSeq: message.roomSeq,
  }
}

export function presentParticipant(participant: Participant): ParticipantView {
  const { number, user, color } = participant
  return {
    participant: number,
    userId: user.id,
    username: user.username,
    userTag: color,
    isGuest: user.kind === 'guest',
    listens: participant.listens,
    isOwner: participant.isOwner,
    mayPlay: participant.mayPlay,
    notesMuted: participant.isNotesMuted,
    chatMuted: participant.isChatMuted,
    joinedAt: presentTime(participant.joinedAtMs),
  }
}
