import type { UserId } from '../ids.ts'
import { isInForce, type RoomBan, type RoomMute } from './room-sanctions.ts'

/** What is known of a user; null: that there is none. */
export interface KnownSanctions {
  readonly ban: RoomBan | null
  readonly mute: RoomMute | null
}

/** The bans and mutes of a live room, as far as anybody there or at the door is concerned. */
export class LiveSanctions {
  readonly #bans = new Map<UserId, RoomBan | null>()
  readonly #mutes = new Map<UserId, RoomMute | null>()

  /** What the store says. What was heard since the room is live is newer and stays. */
  learn(user: UserId, { ban, mute }: KnownSanctions): void {
    if (!this.#bans.has(user)) this.#bans.set(user, ban)
    if (!this.#mutes.has(user)) this.#mutes.set(user, mute)
  }

  setBan(user: UserId, ban: RoomBan | null): void {
    this.#bans.set(user, ban)
  }

  setMute(user: UserId, mute: RoomMute | null): void {
    this.#mutes.set(user, mute)
  }

  /** Of everybody but these: the store knows, and is asked again when they come. */
  forgetAllBut(users: ReadonlySet<UserId>): void {
    for (const known of [this.#bans, this.#mutes]) {
      for (const user of known.keys()) if (!users.has(user)) known.delete(user)
    }
  }

  banOf(user: UserId, nowMs: number): RoomBan | null {
    const ban = this.#bans.get(user)
    return ban && isInForce(ban, nowMs) ? ban : null
  }

  muteOf(user: UserId, nowMs: number): RoomMute | null {
    const mute = this.#mutes.get(user)
    return mute && isInForce(mute, nowMs) ? mute : null
  }
}
