import {
  keptControllers,
  type ChannelState,
  type ChatMessage,
  type Participant,
  type Room,
  type RoomType as CoreRoomType,
  type User,
} from '@tutti/core'
import { ChatMessageType, RoomType, type OutgoingMember } from '@tutti/protocol/realtime'

type Init<Value> = Exclude<NonNullable<Value>, { readonly $typeName: string }>
type ValueOf<Case extends OutgoingMember['case']> = Init<Extract<OutgoingMember, { case: Case }>['value']>
type WireRoom = Init<ValueOf<'roomJoined'>['room']>
type WireParticipant = Init<ValueOf<'participantJoined'>['participant']>
type WireChannel = Init<NonNullable<WireParticipant['channels']>[number]>
type WireHeldNote = Init<NonNullable<WireChannel['held']>[number]>
type WireUser = Init<ValueOf<'welcome'>['user']>

const roomTypes: Readonly<Record<CoreRoomType, RoomType>> = {
  public: RoomType.PUBLIC,
  private: RoomType.PRIVATE,
  pro: RoomType.PRO,
}

const messageTypes: Readonly<Record<ChatMessage['type'], ChatMessageType>> = {
  user: ChatMessageType.USER,
  system: ChatMessageType.SYSTEM,
  bot: ChatMessageType.BOT,
}

export function presentUser(user: User, color = user.color): WireUser {
  return { userId: user.id, username: user.username, color, guest: user.kind === 'guest' }
}

export function presentRoom(room: Room): WireRoom {
  return {
    roomId: room.id,
    roomName: room.name,
    roomType: roomTypes[room.type],
    roomOwner: room.ownerId ?? '',
    maxUsers: room.maxUsers,
    hasPassword: room.passwordHash !== null,
    temporary: room.lifetime === 'temporary',
    createdAt: wholeMs(room.createdAtMs),
    settings: room.settings,
  }
}

/** With what sounds, for somebody who has heard nothing of it yet. */
export function presentParticipant(participant: Participant): WireParticipant {
  return {
    ...presentParticipantOnly(participant),
    channels: [...participant.keyboard.channels()].map(([channel, state]) => presentChannel(channel, state)),
  }
}

/** Without what sounds. */
export function presentParticipantOnly({ number, user, color, ...rest }: Participant): WireParticipant {
  return {
    participant: number,
    user: presentUser(user, color),
    listens: rest.listens,
    owner: rest.isOwner,
    mayPlay: rest.mayPlay,
    joinedAt: wholeMs(rest.joinedAtMs),
    notesMuted: rest.isNotesMuted,
    chatMuted: rest.isChatMuted,
  }
}

export function presentMessage(message: ChatMessage): ValueOf<'chatMessage'> {
  return {
    message: message.text,
    messageType: messageTypes[message.type],
    messageId: message.id,
    userId: message.userId,
    username: message.username,
    timestamp: wholeMs(message.sentAtMs),
    clientMessageId: message.clientMessageId ?? '',
    roomSeq: BigInt(message.roomSeq),
  }
}

export function wholeMs(ms: number): bigint {
  return BigInt(Math.round(ms))
}

function presentChannel(channel: number, state: ChannelState): WireChannel {
  return {
    channel,
    held: heldNotes(state),
    controllers: keptControllers.flatMap((number) => {
      const value = state.controllers[number]
      return value === undefined || value === 255 ? [] : [{ number, value }]
    }),
    program: state.program,
    bend: state.bend,
  }
}

function heldNotes({ velocities, startedAtMs }: ChannelState): WireHeldNote[] {
  const held: WireHeldNote[] = []
  for (const [key, velocity] of velocities.entries()) {
    if (velocity > 0) held.push({ key, velocity, startedAt: wholeMs(startedAtMs[key] ?? 0) })
  }
  return held
}
