import type { Duplex } from 'node:stream'
import { Refusal } from '@tutti/core'
import { addressKey } from '../../addresses/address.ts'
import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'

/** How many connections one user, and one address, may have at the same time. */
export interface MostConnections {
  readonly perUser: number
  readonly perAddress: number
}

const comeBackAfterMs = 10_000

/** Nobody holds more connections than one needs (S-105). */
export class ConnectionCaps {
  readonly #most: MostConnections
  readonly #byAddress = new Map<string, number>()

  constructor(most: MostConnections) {
    this.#most = most
  }

  /** Counts a socket from before its upgrade until it is closed. @throws Refusal `rate_limited`, and counts it no more. */
  enter(address: string, socket: Pick<Duplex, 'once'>): void {
    const key = addressKey(address)
    const open = this.#byAddress.get(key) ?? 0
    if (open >= this.#most.perAddress) throw new Refusal('rate_limited', { retryAfterMs: comeBackAfterMs })
    this.#byAddress.set(key, open + 1)
    socket.once('close', () => this.#leave(key))
  }

  /** Whoever opens one too many keeps the newest: the oldest may be a page that is long forgotten. */
  makeRoom(connections: Connections, { user }: Connection): void {
    const open = connections.of({ userId: user.id })
    const excess = open.slice(0, Math.max(0, open.length - this.#most.perUser))
    for (const connection of excess) connection.close(closeCodes.tooManyConnections, 'Too many connections')
  }

  #leave(key: string): void {
    const open = this.#byAddress.get(key) ?? 0
    if (open > 1) this.#byAddress.set(key, open - 1)
    else this.#byAddress.delete(key)
  }
}
