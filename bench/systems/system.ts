import type { Entrance } from '../load/crowd.ts'
import type { Child } from './child.ts'

/** A running server that is measured. */
export interface Running extends AsyncDisposable {
  /** The process as it is now. */
  readonly child: Child
  readonly port: number
  /** How `rooms` rooms of `playersPerRoom` are entered. Accounts, rooms and tokens are made here. */
  readonly entrance: (crowd: CrowdSize) => Promise<Entrance>
  /** Replaces the process by a new one that knows the same accounts and rooms, but has done no work for them. */
  readonly renew: () => Promise<void>
}

export interface CrowdSize {
  /** 0: nobody is in a room. */
  readonly rooms: number
  /** Everybody, listeners too. */
  readonly players: number
  /** For how many a room is opened. */
  readonly placesPerRoom?: number
}

/** Something that can be measured beside the others. */
export interface System {
  readonly name: string
  readonly title: string
  /**
   * `nodeOptions` go to the server's own Node; a system that is not Node's has no use for them. With some it has a channel to
   * its parent, to tell what it was asked to measure; without it has none, since one slows every tick of a Node process.
   */
  readonly start: (nodeOptions: readonly string[]) => Promise<Running>
}
