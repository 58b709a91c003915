import { defaultRoomSettings, mergeSettings } from '@tutti/core'
import {
  ChatMessageType,
  LeaveCause,
  NotesOffCause,
  RoomType as WireRoomType,
  UserStatus,
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
  RoomEnd,
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

const leaveCauses: ReadonlyMap<LeaveCause, ParticipantGone['cause']> = new Map([
  [LeaveCause.LEFT, 'left'],
  [LeaveCause.DISCONNECTED, 'disconnected'],
  [LeaveCause.KICKED, 'kicked'],
  [LeaveCause.BANNED, 'banned'],
  [LeaveCause.ROOM_CLOSED, 'room_closed'],
])

const notesOffCauses: ReadonlyMap<NotesOffCause, NotesOff['cause']> = new Map([
  [NotesOffCause.LEFT, 'left'],
  [NotesOffCause.DISCONNECTED, 'disconnected'],
  [NotesOffCause.SILENT, 'silent'],
  [NotesOffCause.MUTED, 'muted'],
  [NotesOffCause.KICKED, 'kicked'],
])

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
    isNotesMuted: participant.notesMuted,
    isChatMuted: participant.chatMuted,
    isAway: participant.away,
    status: parseStatus(participant.status),
    instruments: participant.instruments.map(({ channel, program, bank }) => ({ channel, program, bank })),
    rttMs: participant.rttMs,
    jitterMs: participant.jitterMs,
    joinedAtMs: Number(participant.joinedAt),
    isSharedPlayer: participant.sharedPlayer,
  }
}

export function parseChannels({ channels }: Pick<WireParticipant, 'channels'>): ChannelSound[] {
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
    isEmote: message.emote,
    editedAtMs: Number(message.editedAt) || null,
    isRemoved: message.removed,
    replyTo: parseQuote(message),
    mentions: message.mentions,
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
      chatEditMs: limits?.chatEditMs ?? 0,
    },
    capabilities,
    serverTimeMs: Number(serverTime),
  }
}

export function parseLeaveCause(cause: LeaveCause): ParticipantGone['cause'] {
  return leaveCauses.get(cause) ?? 'unknown'
}

/** Why we are out of a room. A server that gives no cause closed it. */
export function parseRoomEnd(cause: LeaveCause): RoomEnd {
  if (cause === LeaveCause.KICKED) return 'kicked'
  return cause === LeaveCause.BANNED ? 'banned' : 'room_closed'
}

export function parseNotesOffCause(cause: NotesOffCause): NotesOff['cause'] {
  return notesOffCauses.get(cause) ?? 'unknown'
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
  const { allowChat, allowGuests, autoModeration, onlyOwnerCanPlay, onlyOwnerCanChat, onlyOwnerCanConduct } = settings
  const { welcomeMessage, noteQuota, slowModeSeconds, sharedPlayer } = settings
  return mergeSettings(defaultRoomSettings, {
    allowChat,
    allowGuests,
    autoModeration,
    onlyOwnerCanPlay,
    onlyOwnerCanChat,
    onlyOwnerCanConduct,
    sharedPlayer,
    welcomeMessage,
    noteQuota,
    slowModeSeconds,
  })
}

function parseRoomType(type: WireRoomType): RoomType {
  if (type === WireRoomType.PRIVATE) return 'private'
  return type === WireRoomType.PRO ? 'pro' : 'public'
}

function parseStatus(status: UserStatus): Participant['status'] {
  if (status === UserStatus.AWAY) return 'away'
  return status === UserStatus.BUSY ? 'busy' : 'online'
}

function parseQuote({ replyTo, quote }: WireChatMessage): ChatMessage['replyTo'] {
  if (replyTo === '' || !quote) return null
  const { userId, username, message, removed } = quote
  return { messageId: replyTo, userId, username, text: message, isRemoved: removed }
}

function parseMessageType(type: ChatMessageType): ChatMessage['type'] {
  if (type === ChatMessageType.SYSTEM) return 'system'
  return type === ChatMessageType.BOT ? 'bot' : 'user'
}
