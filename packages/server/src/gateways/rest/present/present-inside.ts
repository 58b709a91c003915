import { asShown, type ChatMessage, type Participant } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentTime } from './present-time.ts'

type MessageView = AnswerOf<Operations['listRoomMessages']>['messages'][number]
type ParticipantView = AnswerOf<Operations['listRoomParticipants']>['participants'][number]

export function presentMessage(told: ChatMessage): MessageView {
  const message = asShown(told)
  const { editedAtMs, replyTo } = message
  return {
    messageId: message.id,
    userId: message.userId,
    username: message.username,
    message: message.text,
    timestamp: presentTime(message.sentAtMs),
    messageType: message.type,
    roomSeq: message.roomSeq,
    editedAt: presentTime(editedAtMs),
    removed: message.removedAtMs !== null,
    replyTo: replyTo && {
      messageId: replyTo.messageId,
      userId: replyTo.userId,
      username: replyTo.username,
      message: replyTo.text,
      removed: replyTo.isRemoved,
    },
    mentions: [...message.mentions],
    emote: message.isEmote,
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
