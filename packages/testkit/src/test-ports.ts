import {
  sessionId,
  userId,
  type AccessTokens,
  type Budget,
  type ChatFilter,
  type DirectEvent,
  type DirectEvents,
  type IdSource,
  type InviteCodes,
  type MailBell,
  type MailTokens,
  type PasswordHasher,
  type RateLimiter,
  type RoomEvent,
  type RoomEvents,
  type SessionEvent,
  type SessionEvents,
  type SessionTokens,
  type SocketTickets,
  type TicketClaims,
} from '@tutti/core'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeRateLimiter } from './memory/memory-rate-limiter.ts'
import { createMemoryStores, type MemoryStores } from './memory/memory-stores.ts'

export interface TestPorts extends MemoryStores {
  readonly clock: FakeClock
  readonly ids: IdSource
  readonly inviteCodes: InviteCodes
  readonly passwords: PasswordHasher & { readonly work: string[] }
  readonly accessTokens: AccessTokens
  readonly sessionTokens: SessionTokens
  readonly sessionEvents: SessionEvents
  readonly socketTickets: SocketTickets
  readonly mailTokens: MailTokens
  readonly mailBell: MailBell
  readonly rules: { readonly requireVerifiedEmail: boolean }
  readonly rateLimiter: RateLimiter
  readonly roomEvents: RoomEvents
  readonly directEvents: DirectEvents
  readonly chatFilter: ChatFilter
  readonly random: () => number
  readonly limits: {
    readonly maxUsersPerRoom: number
    readonly chatEditMs: number
    readonly loginFailures?: Budget | undefined
  }
  /** Every direct event so far. */
  readonly delivered: readonly DirectEvent[]
  /** Every room event so far. */
  readonly published: readonly RoomEvent[]
  /** Every session event so far. */
  readonly endings: readonly SessionEvent[]
}

/** All ports of core, in memory, with time and ids under control. */
export function createTestPorts({ nowMs = 1_000 }: { readonly nowMs?: number } = {}): TestPorts {
  const published: RoomEvent[] = []
  const endings: SessionEvent[] = []
  const delivered: DirectEvent[] = []
  const clock = createFakeClock(nowMs)
  return {
    ...createMemoryStores(),
    clock,
    rateLimiter: createFakeRateLimiter(clock),
    mailTokens: openMailTokens(),
    mailBell: { ring: () => undefined },
    rules: { requireVerifiedEmail: false },
    ids: countedIds(),
    inviteCodes: countedCodes(),
    passwords: plainHasher(),
    accessTokens: openTokens(),
    sessionTokens: openSessionTokens(),
    sessionEvents: {
      publish: (event) => void endings.push(event),
      subscribe: () => ({ [Symbol.dispose]: () => undefined }),
    },
    socketTickets: openTickets(),
    roomEvents: {
      publish: (event) => void published.push(event),
      subscribe: () => ({ [Symbol.dispose]: () => undefined }),
    },
    directEvents: {
      publish: (event) => void delivered.push(event),
      subscribe: () => ({ [Symbol.dispose]: () => undefined }),
    },
    chatFilter: plainFilter,
    random: () => 0.5,
    limits: { maxUsersPerRoom: 50, chatEditMs: 900_000 },
    delivered,
    published,
    endings,
  }
}

/** Masks `darn` and refuses `slur`. */
const plainFilter: ChatFilter = {
  judge: (text) => ({ text: text.replaceAll('darn', '****'), isRefused: text.includes('slur') }),
}

/** `code 1`, `code 2` … */
function countedCodes(): InviteCodes {
  let made = 0
  const hash = (code: string): string => `hash of ${code}`
  return {
    create: () => {
      made += 1
      return { code: `code ${made}`, hash: hash(`code ${made}`) }
    },
    hash,
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
    checkLoad: () => undefined,
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

/** A token reads `<user> <session> <generation> <token id>`; without a stamp the id is `fresh`. */
function openTokens(): AccessTokens {
  return {
    issue: async (user, session, { tokenId } = { tokenId: 'fresh', issuedAtMs: 0 }) => ({
      token: `${user.id} ${session} ${user.generation} ${tokenId}`,
      expiresAtMs: 4_600_000,
    }),
    verify: async (token) => {
      const [user = '', session = '', generation = ''] = token.split(' ')
      return { userId: userId(user), sessionId: sessionId(session), generation: Number(generation), expiresAtMs: 0 }
    },
  }
}

/** A refresh token reads `<session> <number> <seed>`. */
function openSessionTokens(): SessionTokens {
  let seeds = 0
  const create: SessionTokens['create'] = ({ id, rotation, refreshSeed }) => `${id} ${rotation} ${refreshSeed}`
  return {
    createSeed: () => `seed${(seeds += 1)}`,
    create,
    read: (token) => {
      const [session = '', rotation = ''] = token.split(' ')
      return rotation === '' ? null : { sessionId: sessionId(session), rotation: Number(rotation) }
    },
    matches: (token, source) => token === create(source),
  }
}

/** Sealed is the token itself; they count from `mail1`. */
function openMailTokens(): MailTokens {
  let count = 0
  const hash = (token: string): string => `hash of ${token}`
  return {
    create: () => {
      const token = `mail${(count += 1)}`
      return { token, hash: hash(token), sealed: token }
    },
    hash,
    open: (sealed) => sealed,
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
