import type { Ask, RoomView } from './operation-types.ts'

export interface RoomPage {
  readonly items: readonly RoomView[]
  /** From 1. */
  readonly page: number
  readonly perPage: number
  readonly total: number
}

export interface RoomListQuery {
  readonly page?: number | undefined
  /** At most 100. */
  readonly perPage?: number | undefined
  /** Letters that the name must contain, without case. */
  readonly search?: string | undefined
}

/** A room that lasts until it is deleted. */
export type CreateLastingRoomAsk = Ask<'createRoom'>['body']

export interface RoomCalls {
  /** Public rooms, newest first. @throws TuttiError */
  list(query?: RoomListQuery): Promise<RoomPage>
  /** @throws TuttiError `ROOM_NOT_FOUND` */
  get(roomId: string): Promise<RoomView>
  /** Members only; guests open temporary rooms over the connection. @throws TuttiError */
  create(ask: CreateLastingRoomAsk): Promise<RoomView>
}
