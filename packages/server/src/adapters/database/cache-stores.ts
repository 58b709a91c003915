import type { Stores } from './create-stores.ts'
import type { ReadCache } from './read-cache.ts'

/** The same stores; what almost every request asks for is answered from memory while nothing is written. */
export function cacheStores(stores: Stores, cache: ReadCache): Stores {
  const { users, profiles, sessions, rooms } = stores
  return {
    ...stores,
    users: { ...users, find: cache.wrap((id) => users.find(id)) },
    profiles: {
      ...profiles,
      findByHandle: cache.wrap((handle) => profiles.findByHandle(handle)),
      findDetails: cache.wrap((id) => profiles.findDetails(id)),
    },
    sessions: { ...sessions, find: cache.wrap((id) => sessions.find(id)) },
    rooms: {
      ...rooms,
      find: cache.wrap((id) => rooms.find(id)),
      listPublic: cache.wrap((query) => rooms.listPublic(query)),
    },
  }
}
