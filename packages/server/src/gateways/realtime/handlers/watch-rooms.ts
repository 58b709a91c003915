import type { RoomType as CoreRoomType } from '@tutti/core'
import { RoomType, type RoomListSubscription } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { RoomFeed } from '../room-feed.ts'
import { done, type Reply } from './reply.ts'

const types: Readonly<Record<RoomType, CoreRoomType | undefined>> = {
  [RoomType.UNSPECIFIED]: undefined,
  [RoomType.PUBLIC]: 'public',
  [RoomType.PRIVATE]: 'private',
  [RoomType.PRO]: 'pro',
}

/** Watches the list of rooms, with another filter when it is watched already; or watches it no more. */
export async function watchRooms(
  feed: RoomFeed,
  connection: Connection,
  { watch, search, roomType }: RoomListSubscription,
): Promise<Reply> {
  if (watch) await feed.watch(connection, { search: search.trim().slice(0, 64), type: types[roomType] })
  else feed.unwatch(connection)
  return done
}
