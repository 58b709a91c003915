import { publicId, userId, type UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { UserStore } from '../ports/user-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { colorFor } from './colors.ts'
import { emptyProfile } from './profile.ts'
import { proposeName } from './propose-name.ts'
import type { Guest } from './user.ts'
import { parseGuestName } from './username.ts'

interface Needs {
  readonly users: UserStore
  readonly ids: IdSource
  readonly clock: Clock
}

/** Lets somebody play without an account. @throws Refusal `invalid_input`, or `username_taken` when an account has the name. */
export async function admitGuest(
  { users, ids, clock }: Needs,
  { username }: { readonly username?: string | undefined },
): Promise<Guest> {
  const id = userId(ids.uuid())
  const name = username === undefined ? proposeName(id) : await freeGuestName(users, username)
  const now = Math.round(clock.now())
  const guest: Guest = {
    kind: 'guest',
    id,
    publicId: publicId(ids.shortId()),
    username: name,
    color: colorFor(id),
    profile: emptyProfile,
    createdAtMs: now,
    updatedAtMs: now,
    lastSeenAtMs: now,
    generation: 0,
  }
  await users.addGuest(guest)
  return guest
}

/** @throws Refusal `invalid_input`, `username_taken`. Returns the name as it is kept. */
export async function renameGuest(
  { users, clock }: Pick<Needs, 'users' | 'clock'>,
  { id, username }: { readonly id: UserId; readonly username: string },
): Promise<string> {
  const name = await freeGuestName(users, username)
  await users.renameGuest(id, name, Math.round(clock.now()))
  return name
}

async function freeGuestName(users: UserStore, raw: string): Promise<string> {
  const name = parseGuestName(raw)
  if (await users.isUsernameTaken(name)) {
    throw new Refusal('username_taken', { field: 'username', ...issue('taken_username') })
  }
  return name
}
