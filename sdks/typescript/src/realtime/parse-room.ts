import { defaultRoomSettings, mergeSettings } from '@tutti/core'
import {
  ChatMessageType,
  LeaveCause,
  NotesOffCause,
  RoomType as WireRoomType,
  type Channel,
  type ChatMessage as WireChatMessage,
  type Participant as WireParticipant,
  type Room,
  type RoomSettings as WireSettings,
  type User,
  type Welcome,
} from '@tutti/protocol/realtime'
import type { WelcomeInfo } from './connection-types.ts'
import type {
  ChannelSound,
  ChatMessage,
  NotesOff,
  Participant,
  ParticipantGone,
  RoomInfo,
  RoomSettings,
  RoomType,
  RoomUser,
} from './room-types.ts'

export const wireRoomTypes: Readonly<Record<RoomType, WireRoomType>> = {
  public: WireRoomType.PUBLIC,
  private: WireRoomType.PRIVATE,
  pro: WireRoomType.PRO,
}

export function parseRoom(room: Room): RoomInfo {
  return {
    roomId: room.roomId,
    roomName: room.roomName,
    roomType: parseRoomType(room.roomType),
    ownerId: room.roomOwner || null,
    maxUsers: room.maxUsers,
    hasPassword: room.hasPassword,
    temporary: room.temporary,
    createdAtMs: Number(room.createdAt),
    settings: parseSettings(room.settings),
  }
}

export function parseParticipant(participant: WireParticipant): Participant {
  return {
    number: participant.participant,
    user: parseUser(participant.user),
    listens: participant.listens,
    isOwner: participant.owner,
    mayPlay: participant.mayPlay,
    joinedAtMs: Number(participant.joinedAt),
  }
}

export function parseChannels({ channels }: WireParticipant): ChannelSound[] {
  return channels.map(({ channel, held, controllers, program, bend }: Channel) => ({
    channel,
    held: held.map(({ key, velocity, startedAt }) => ({ key, velocity, startedAtMs: Number(startedAt) })),
    controllers: controllers.map(({ number, value }) => ({ number, value })),
    program,
    bend,
  }))
}

export function parseMessage(message: WireChatMessage, myUserId: string): ChatMessage {
  return {
    messageId: message.messageId,
    clientMessageId: message.clientMessageId,
    userId: message.userId,
    username: message.username,
    text: message.message,
    sentAtMs: Number(message.timestamp),
    type: parseMessageType(message.messageType),
    roomSeq: Number(message.roomSeq),
    mine: message.userId === myUserId,
  }
}

export function parseWelcome({ sessionId, user, limits, capabilities, serverTime }: Welcome): WelcomeInfo {
  return {
    sessionId,
    user: parseUser(user),
    limits: {
      maxFrameBytes: limits?.maxFrameBytes ?? 0,
      maxMessageCharacters: limits?.maxMessageCharacters ?? 0,
      noteQuota: limits?.noteQuota ?? 0,
      chatHistory: limits?.chatHistory ?? 0,
      maxUsersPerRoom: limits?.maxUsersPerRoom ?? 0,
    },
    capabilities,
    serverTimeMs: Number(serverTime),
  }
}

export function parseLeaveCause(cause: LeaveCause): ParticipantGone['cause'] {
  if (cause === LeaveCause.LEFT) return 'left'
  return cause === LeaveCause.DISCONNECTED ? 'disconnected' : 'unknown'
}

export function parseNotesOffCause(cause: NotesOffCause): NotesOff['cause'] {
  if (cause === NotesOffCause.LEFT) return 'left'
  if (cause === NotesOffCause.DISCONNECTED) return 'disconnected'
  return cause === NotesOffCause.SILENT ? 'silent' : 'unknown'
}

function parseUser(user: User | undefined): RoomUser {
  return {
    userId: user?.userId ?? '',
    username: user?.username ?? '',
    color: user?.color ?? '',
    isGuest: user?.guest ?? false,
  }
}

function parseSettings(settings: WireSettings | undefined): RoomSettings {
  if (!settings) return defaultRoomSettings
  const { allowChat, allowGuests, autoModeration, onlyOwnerCanPlay, onlyOwnerCanChat } = settings
  const { welcomeMessage, noteQuota } = settings
  return mergeSettings(defaultRoomSettings, {
    allowChat,
    allowGuests,
    autoModeration,
    onlyOwnerCanPlay,
    onlyOwnerCanChat,
    welcomeMessage,
    noteQuota,
  })
}

function parseRoomType(type: WireRoomType): RoomType {
  if (type === WireRoomType.PRIVATE) return 'private'
  return type === WireRoomType.PRO ? 'pro' : 'public'
}

function parseMessageType(type: ChatMessageType): ChatMessage['type'] {
  if (type === ChatMessageType.SYSTEM) return 'system'
  return type === ChatMessageType.BOT ? 'bot' : 'user'
}
