import {
  sessionId,
  userId,
  type AccessTokens,
  type IdSource,
  type PasswordHasher,
  type RefreshTokens,
  type RoomEvent,
  type RoomEvents,
  type SocketTickets,
  type TicketClaims,
} from '@tutti/core'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createMemoryStores, type MemoryStores } from './memory/memory-stores.ts'

export interface TestPorts extends MemoryStores {
  readonly clock: FakeClock
  readonly ids: IdSource
  readonly passwords: PasswordHasher & { readonly work: string[] }
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly socketTickets: SocketTickets
  readonly roomEvents: RoomEvents
  readonly limits: { readonly maxUsersPerRoom: number }
  /** Every room event so far. */
  readonly published: readonly RoomEvent[]
}

/** All ports of core, in memory, with time and ids under control. */
export function createTestPorts({ nowMs = 1_000 }: { readonly nowMs?: number } = {}): TestPorts {
  const published: RoomEvent[] = []
  return {
    ...createMemoryStores(),
    clock: createFakeClock(nowMs),
    ids: countedIds(),
    passwords: plainHasher(),
    accessTokens: openTokens(),
    refreshTokens: {
      create: () => ({ token: 'refresh', hash: 'hash of refresh' }),
      hash: (token) => `hash of ${token}`,
    },
    socketTickets: openTickets(),
    roomEvents: {
      publish: (event) => void published.push(event),
      subscribe: () => ({ [Symbol.dispose]: () => undefined }),
    },
    limits: { maxUsersPerRoom: 50 },
    published,
  }
}

function countedIds(): IdSource {
  let count = 0
  return {
    uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    shortId: () => `id${String((count += 1)).padStart(7, '0')}`,
  }
}

/** Keeps a list of what it was asked to do, so that a test sees which work was done. */
function plainHasher(): TestPorts['passwords'] {
  const work: string[] = []
  return {
    work,
    hash: async (password) => {
      work.push('hash')
      return `hash of ${password}`
    },
    verify: async (hash, password) => {
      work.push('verify')
      return hash === `hash of ${password}`
    },
  }
}

function openTokens(): AccessTokens {
  return {
    issue: async (user, session) => ({ token: `${user.id} ${session} ${user.generation}`, expiresAtMs: 4_600_000 }),
    verify: async (token) => {
      const [user = '', session = '', generation = ''] = token.split(' ')
      return { userId: userId(user), sessionId: sessionId(session), generation: Number(generation), expiresAtMs: 0 }
    },
  }
}

function openTickets(): SocketTickets {
  const tickets = new Map<string, TicketClaims>()
  return {
    issue: async (claims) => {
      const payload = `ticket ${tickets.size}`
      tickets.set(payload, claims)
      return { payload, expiresAtMs: 30_000 }
    },
    redeem: async (payload) => {
      const claims = tickets.get(payload)
      if (!claims) throw new Error('A test redeems only tickets that it issued')
      return claims
    },
  }
}
