import type { Answer, Ask, RoomView } from './operation-types.ts'

export interface RoomPage {
  readonly items: readonly RoomView[]
  /** From 1. */
  readonly page: number
  readonly perPage: number
  readonly total: number
}

type RoomSort = 'name' | 'users' | 'createdAt' | 'maxUsers'

/** `-` is downwards; `users` are those who take a place right now. */
export type RoomOrder = RoomSort | `-${RoomSort}`

export interface RoomListQuery {
  readonly page?: number | undefined
  /** At most 100. */
  readonly perPage?: number | undefined
  /** Beginnings of words of the name, without case and accents. */
  readonly search?: string | undefined
  readonly roomType?: RoomView['roomType'] | undefined
  /** Whether somebody takes a place there right now. */
  readonly hasUsers?: boolean | undefined
  /** `-` is downwards; newest first unless said otherwise. */
  readonly sort?: RoomOrder | undefined
}

export type UpdateRoomAsk = NonNullable<Ask<'updateRoom'>['body']>
export type RoomBanView = Answer<'banUser'>
export type RoomBanPage = Answer<'listRoomBans'>
export type RoomMuteView = Answer<'muteUser'>
export type RoomMessages = Answer<'listRoomMessages'>
export type RoomMessage = Answer<'editRoomMessage'>
export type RoomParticipants = Answer<'listRoomParticipants'>['participants']
export type BanAsk = Ask<'banUser'>['body']
export type MuteAsk = Ask<'muteUser'>['body'] & { readonly userId: string }

/** A room that lasts until it is deleted. */
export type CreateLastingRoomAsk = Ask<'createRoom'>['body']

export interface RoomCalls {
  /** Public rooms, newest first. @throws TuttiError */
  list(query?: RoomListQuery): Promise<RoomPage>
  /** @throws TuttiError `ROOM_NOT_FOUND` */
  get(roomId: string): Promise<RoomView>
  /** Members only; guests open temporary rooms over the connection. @throws TuttiError */
  create(ask: CreateLastingRoomAsk): Promise<RoomView>
  /** What is absent stays as it is; a password of null is none. @throws TuttiError */
  update(roomId: string, ask: UpdateRoomAsk): Promise<RoomView>
  /** Whoever is in it is told and moved out. @throws TuttiError */
  delete(roomId: string): Promise<void>
  /** The last messages, oldest first; `before` of the answer asks for older ones. @throws TuttiError */
  messages(
    roomId: string,
    query?: { readonly before?: number | undefined; readonly limit?: number | undefined },
  ): Promise<RoomMessages>
  /** Another text for a message of one's own, for a while after it was sent. @throws TuttiError */
  editMessage(roomId: string, messageId: string, message: string): Promise<RoomMessage>
  /** Takes a message back: one's own, or as somebody who runs the room. @throws TuttiError */
  removeMessage(roomId: string, messageId: string): Promise<RoomMessage>
  /** @throws TuttiError */
  participants(roomId: string): Promise<RoomParticipants>
  /** Out, and out for a minute. @throws TuttiError */
  kick(roomId: string, ask: { readonly userId: string; readonly reason?: string | undefined }): Promise<RoomBanView>
  /** Newest first. @throws TuttiError */
  bans(
    roomId: string,
    query?: { readonly page?: number | undefined; readonly perPage?: number | undefined },
  ): Promise<RoomBanPage>
  /** Out until the ban ends or is lifted. @throws TuttiError */
  ban(roomId: string, ask: BanAsk): Promise<RoomBanView>
  /** @throws TuttiError */
  unban(roomId: string, userId: string): Promise<void>
  /** Takes chat, notes, or both unless said otherwise. @throws TuttiError */
  mute(roomId: string, ask: MuteAsk): Promise<RoomMuteView>
  /** @throws TuttiError */
  unmute(roomId: string, userId: string): Promise<void>
  /** @throws TuttiError */
  transfer(roomId: string, userId: string): Promise<RoomView>
}
