import { randomUUID } from 'node:crypto'
import {
  colorFor,
  defaultRoomSettings,
  emptyProfile,
  mailId,
  messageId,
  publicId,
  roomId,
  sessionId,
  userId,
  type Account,
  type DirectMessage,
  type Guest,
  type Letter,
  type MailNoticeKind,
  type MailTokenPurpose,
  type NewMessage,
  type Posting,
  type Room,
  type Session,
} from '@tutti/core'

let made = 0

/** A word that no other sample has. */
function unique(): string {
  made += 1
  return made.toString(36).padStart(9, '0')
}

function aPerson() {
  const id = userId(randomUUID())
  const times = { createdAtMs: 1000.25, updatedAtMs: 1000.25, lastSeenAtMs: 1000.25 }
  return { id, publicId: publicId(unique()), color: colorFor(id), profile: emptyProfile, ...times, generation: 0 }
}

export function anAccount(overrides: Partial<Account> = {}): Account {
  const username = `user${unique()}`
  const own = {
    kind: 'account',
    username,
    email: `${username}@example.com`,
    roles: ['member'],
    emailConfirmedAtMs: null,
  } as const
  return { ...aPerson(), ...own, ...overrides }
}

export function aGuest(overrides: Partial<Guest> = {}): Guest {
  return { ...aPerson(), kind: 'guest', username: 'Mellow Heron', ...overrides }
}

export function aSession(overrides: Partial<Session> & Pick<Session, 'userId'>): Session {
  const id = sessionId(randomUUID())
  const times = { createdAtMs: 1000, rotatedAtMs: 1000, lastUsedAtMs: 1000, expiresAtMs: 2000.5 }
  return {
    id,
    generation: 0,
    refreshSeed: unique(),
    rotation: 0,
    userAgent: null,
    applicationId: null,
    ...times,
    ...overrides,
  }
}

export function aRoom(overrides: Partial<Room> = {}): Room {
  return {
    id: roomId(unique()),
    name: 'Late Chopin',
    ownerId: null,
    type: 'public',
    maxUsers: 20,
    passwordHash: null,
    lifetime: 'lasting',
    settings: defaultRoomSettings,
    createdAtMs: 1000.5,
    updatedAtMs: 1000.5,
    ...overrides,
  }
}

export function aMessage(overrides: Partial<NewMessage> & Pick<NewMessage, 'roomId'>): NewMessage {
  return {
    id: messageId(unique()),
    type: 'user',
    userId: userId(randomUUID()),
    username: 'clara',
    text: 'Good evening',
    sentAtMs: 5000,
    clientMessageId: null,
    isEmote: false,
    replyTo: null,
    mentions: [],
    ...overrides,
  }
}

export function aDirectMessage(
  overrides: Partial<DirectMessage> & Pick<DirectMessage, 'fromId' | 'toId'>,
): DirectMessage {
  return { id: messageId(unique()), text: 'A duet?', sentAtMs: 5000, clientMessageId: null, ...overrides }
}

export interface SamplePosting {
  readonly account?: Account
  readonly to?: string
  readonly purpose?: MailTokenPurpose
  readonly hash?: string
  readonly createdAtMs?: number
  readonly isShared?: boolean
  readonly isDecoy?: boolean
  readonly letter?: Letter
}

/** A letter with a link; for an account it has a token too. */
export function aPosting(sample: SamplePosting = {}): Posting {
  const { account, purpose = 'confirm_email', createdAtMs = 1000, isShared = true, isDecoy = false } = sample
  const to = sample.to ?? account?.email ?? `${unique()}@example.com`
  const expiresAtMs = createdAtMs + 3_600_000
  const userOf = account?.id ?? null
  const own = { id: mailId(randomUUID()), kind: purpose, userId: userOf, to, username: account?.username ?? 'clara' }
  const letter = sample.letter ?? { ...own, sealedToken: 'sealed', createdAtMs, expiresAtMs }
  const token = account ? { hash: sample.hash ?? unique(), purpose, userId: account.id, email: to, expiresAtMs } : null
  return { letter, token, isShared, isDecoy }
}

export function aNotice({ id, email, username }: Account, kind: MailNoticeKind): Posting {
  const own = { id: mailId(randomUUID()), kind, userId: id, to: email, username, sealedToken: null }
  return {
    letter: { ...own, createdAtMs: 1000, expiresAtMs: 3_600_000 },
    token: null,
    isShared: false,
    isDecoy: false,
  }
}
