import type { UserId } from '../ids.ts'

/** What a user has done so far. */
export interface UserStats {
  /** Note-ons that sounded. */
  readonly notesPlayed: number
  /** Time with a player's place in a room. */
  readonly playedMs: number
  readonly roomsCreated: number
}

/** What one user did since the last time it was written down. */
export interface Activity extends UserStats {
  readonly userId: UserId
  /** When there was a sign of the user; null for none. */
  readonly seenAtMs: number | null
}

const mostSeenEveryMs = 60_000

/** Gathers what users do, to be written down in batches. Adding costs no more than an addition. */
export class ActivityTally {
  #byUser = new Map<UserId, { -readonly [Name in keyof Activity]: Activity[Name] }>()

  played(user: UserId, { notes, forMs }: { readonly notes: number; readonly forMs: number }): void {
    const own = this.#of(user)
    own.notesPlayed += notes
    own.playedMs += Math.max(0, Math.round(forMs))
  }

  createdRoom(user: UserId): void {
    this.#of(user).roomsCreated += 1
  }

  saw(user: UserId, atMs: number): void {
    const own = this.#of(user)
    own.seenAtMs = Math.max(own.seenAtMs ?? 0, Math.round(atMs))
  }

  /** As `saw`, unless what is written down already is less than a minute old. */
  sawAgain({ id, lastSeenAtMs }: { readonly id: UserId; readonly lastSeenAtMs: number }, atMs: number): void {
    if (atMs - lastSeenAtMs >= mostSeenEveryMs) this.saw(id, atMs)
  }

  /** All of it, and begins anew. */
  take(): readonly Activity[] {
    const taken = [...this.#byUser.values()]
    this.#byUser = new Map()
    return taken
  }

  /** What could not be written down is added to what came since. */
  giveBack(activities: readonly Activity[]): void {
    for (const { userId, notesPlayed, playedMs, roomsCreated, seenAtMs } of activities) {
      const own = this.#of(userId)
      own.notesPlayed += notesPlayed
      own.playedMs += playedMs
      own.roomsCreated += roomsCreated
      if (seenAtMs !== null) this.saw(userId, seenAtMs)
    }
  }

  #of(userId: UserId) {
    const present = this.#byUser.get(userId)
    if (present) return present
    const fresh = { userId, notesPlayed: 0, playedMs: 0, roomsCreated: 0, seenAtMs: null }
    this.#byUser.set(userId, fresh)
    return fresh
  }
}
