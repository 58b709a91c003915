import type { Listing, Page } from '../listing/listing.ts'
import type { RoomField, RoomStore } from '../ports/room-store.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room } from './room.ts'

interface Needs {
  readonly rooms: Pick<RoomStore, 'listPublic'>
  readonly liveRooms: Pick<LiveRooms, 'occupied' | 'countUsers'>
}

/** All but private rooms. Who is where is known here and not in the store, which is told where it matters. */
export function listRooms({ rooms, liveRooms }: Needs, listing: Listing<RoomField>): Promise<Page<Room>> {
  const isAbout = ({ field }: { readonly field: RoomField }): boolean => field === 'currentUsers'
  if (!listing.filters.some(isAbout) && !listing.sort.some(isAbout)) return rooms.listPublic(listing)
  const occupancy = liveRooms.occupied.map((id) => [id, liveRooms.countUsers(id)] as const)
  return rooms.listPublic({ ...listing, occupancy })
}
