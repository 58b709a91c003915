import { randomUUID } from 'node:crypto'
import {
  colorFor,
  defaultRoomSettings,
  messageId,
  publicId,
  roomId,
  sessionId,
  userId,
  type Account,
  type Guest,
  type NewMessage,
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
  return { id, publicId: publicId(unique()), color: colorFor(id), ...times, generation: 0 }
}

export function anAccount(overrides: Partial<Account> = {}): Account {
  const username = `user${unique()}`
  const own = { kind: 'account', username, email: `${username}@example.com`, roles: ['member'] } as const
  return { ...aPerson(), ...own, ...overrides }
}

export function aGuest(overrides: Partial<Guest> = {}): Guest {
  return { ...aPerson(), kind: 'guest', username: 'Mellow Heron', ...overrides }
}

export function aSession(overrides: Partial<Session> & Pick<Session, 'userId'>): Session {
  const id = sessionId(randomUUID())
  return { id, refreshHash: unique(), createdAtMs: 1000, expiresAtMs: 2000.5, ...overrides }
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
    ...overrides,
  }
}
