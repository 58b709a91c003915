import {
  asShown,
  keptControllers,
  listInstruments,
  type ChannelState,
  type ChatMessage,
  type MessageQuote,
  type Participant,
  type Room,
  type RoomType as CoreRoomType,
  type User,
} from '@tutti/core'
import { ChatMessageType, RoomType, UserStatus, type OutgoingMember } from '@tutti/protocol/realtime'

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

const statuses: Readonly<Record<Participant['status'], UserStatus>> = {
  online: UserStatus.ONLINE,
  away: UserStatus.AWAY,
  busy: UserStatus.BUSY,
  // Whoever is in the same room is seen there.
  invisible: UserStatus.ONLINE,
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
    channels: presentSound(participant),
  }
}

/** What sounds: of channels that were ever used. */
export function presentSound({ keyboard }: Participant): WireChannel[] {
  return [...keyboard.channels()].map(([channel, state]) => presentChannel(channel, state))
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
    away: rest.isAway,
    status: statuses[rest.status],
    instruments: listInstruments(rest.keyboard.channels()),
    rttMs: Math.ceil(rest.latency.rttMs),
    jitterMs: Math.ceil(rest.latency.jitterMs),
  }
}

export function presentMessage(told: ChatMessage): ValueOf<'chatMessage'> {
  const message = asShown(told)
  const { replyTo } = message
  return {
    message: message.text,
    messageType: messageTypes[message.type],
    messageId: message.id,
    userId: message.userId,
    username: message.username,
    timestamp: wholeMs(message.sentAtMs),
    clientMessageId: message.clientMessageId ?? '',
    roomSeq: BigInt(message.roomSeq),
    editedAt: wholeMs(message.editedAtMs ?? 0),
    removed: message.removedAtMs !== null,
    mentions: [...message.mentions],
    emote: message.isEmote,
    ...(replyTo && { replyTo: replyTo.messageId, quote: presentQuote(replyTo) }),
  }
}

function presentQuote({ userId, username, text, isRemoved }: MessageQuote) {
  return { userId, username, message: text, removed: isRemoved }
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
