import type { RoomId } from '../ids.ts'
import type { FoundRooms, RoomQuery, RoomStore, StoredRoomOrder } from '../ports/room-store.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room, RoomType } from './room.ts'

/** `-` is downwards; `users` are those who take a place right now. */
export const roomOrders = ['name', '-name', 'created_at', '-created_at', 'users', '-users'] as const
export type RoomOrder = (typeof roomOrders)[number]

export interface ListRooms {
  readonly search?: string | undefined
  readonly type?: RoomType | undefined
  /** Whether somebody takes a place there. */
  readonly hasUsers?: boolean | undefined
  /** Newest first unless said otherwise. */
  readonly order?: RoomOrder | undefined
  readonly page: number
  readonly perPage: number
}

interface Needs {
  readonly rooms: Pick<RoomStore, 'listPublic'>
  readonly liveRooms: Pick<LiveRooms, 'occupied' | 'countUsers'>
}

type Filter = Pick<RoomQuery, 'search' | 'type'>

/** All but private rooms. Who is where is known here and not in the store, which is asked for the rest. */
export async function listRooms({ rooms, liveRooms }: Needs, request: ListRooms): Promise<FoundRooms> {
  const { search, type, hasUsers, order = '-created_at', page, perPage } = request
  const { occupied } = liveRooms
  const filter = { search, type }
  const slice = { offset: (page - 1) * perPage, limit: perPage }
  if (isStored(order)) {
    const some = hasUsers === undefined ? {} : hasUsers ? { among: occupied } : { except: occupied }
    return rooms.listPublic({ ...filter, ...some, ...slice, order })
  }

  const found = hasUsers === false ? [] : await listOccupied({ rooms, liveRooms }, filter, occupied)
  const inOrder = order === '-users' ? found : found.toReversed()
  if (hasUsers === true) return { rooms: cut(inOrder, slice), total: inOrder.length }
  return order === '-users'
    ? listBehind(rooms, { ...filter, ...slice, except: occupied }, inOrder)
    : listBefore(rooms, { ...filter, ...slice, except: occupied }, inOrder)
}

interface Slice {
  readonly offset: number
  readonly limit: number
}

/** Most users first. */
async function listOccupied(
  { rooms, liveRooms }: Needs,
  filter: Filter,
  occupied: readonly RoomId[],
): Promise<readonly Room[]> {
  const { rooms: found } = await rooms.listPublic({ ...filter, among: occupied, offset: 0, limit: occupied.length })
  return found.toSorted((one, other) => liveRooms.countUsers(other.id) - liveRooms.countUsers(one.id))
}

/** `first`, then what the store has. */
async function listBehind(rooms: Needs['rooms'], query: RoomQuery, first: readonly Room[]): Promise<FoundRooms> {
  const shown = cut(first, query)
  const rest = await rooms.listPublic({
    ...query,
    offset: Math.max(0, query.offset - first.length),
    limit: query.limit - shown.length,
  })
  return { rooms: [...shown, ...rest.rooms], total: first.length + rest.total }
}

/** What the store has, then `last`. */
async function listBefore(rooms: Needs['rooms'], query: RoomQuery, last: readonly Room[]): Promise<FoundRooms> {
  const first = await rooms.listPublic(query)
  const start = Math.max(0, query.offset - first.total)
  const shown = last.slice(start, start + query.limit - first.rooms.length)
  return { rooms: [...first.rooms, ...shown], total: first.total + last.length }
}

function cut(rooms: readonly Room[], { offset, limit }: Slice): readonly Room[] {
  return rooms.slice(offset, offset + limit)
}

function isStored(order: RoomOrder): order is StoredRoomOrder {
  return order !== 'users' && order !== '-users'
}
