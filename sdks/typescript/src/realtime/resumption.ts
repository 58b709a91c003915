import type { Resumed, ServerMessage, Welcome } from '@tutti/protocol/realtime'

/**
 * `resumed`: nothing is missing; `resynced`: we are where we were, and what was missed is not told; `lost`: we begin anew.
 */
export type Continuity = 'resumed' | 'resynced' | 'lost'

interface Lost {
  readonly resumeToken: string
  readonly lastSeq: number
}

/** What is needed to go on with a session over another connection, and what has come of it so far. */
export class Resumption {
  #token = ''
  #lastSeq = 0
  /** Of the session that we want to go on with, until the server has said whether we may. */
  #lost: Lost | null = null
  /** Told to the session of the welcome meanwhile: it is void if we may. */
  #held: readonly ServerMessage[] = []
  #caughtUpAt = 0
  /** The token of the session that the last welcome opened. */
  #fresh = ''

  /** The newest reliable message that we have; 0 while that is not clear. */
  get lastSeq(): number {
    return this.#lost ? 0 : this.#lastSeq
  }

  /** The server has not said yet whether we may go on. */
  get isAsking(): boolean {
    return this.#lost !== null
  }

  /** A connection is made. What to ask before all else; null when there is nothing to go on with. */
  begin({ resumeToken }: Pick<Welcome, 'resumeToken'>): Lost | null {
    // A connection that was lost before the server answered leaves the older session to be asked for.
    const lost = this.#lost ?? (this.#token === '' ? null : { resumeToken: this.#token, lastSeq: this.#lastSeq })
    this.#held = []
    this.#lost = lost
    if (!lost) this.#begin(resumeToken)
    this.#fresh = resumeToken
    return lost
  }

  /** Whether a message is to be heard now: it is no repetition, and of the session that we are in. */
  admits(message: ServerMessage): boolean {
    const { seq } = message
    if (seq === 0) return true
    if (this.#lost) {
      this.#held = [...this.#held, message]
      return false
    }
    if (seq <= this.#lastSeq) return false
    this.#lastSeq = seq
    return true
  }

  /** We may go on. */
  resumed({ lastSeq, missed }: Pick<Resumed, 'lastSeq' | 'missed'>): void {
    if (this.#lost) this.#token = this.#lost.resumeToken
    this.#lost = null
    this.#held = []
    this.#lastSeq = lastSeq
    this.#caughtUpAt = lastSeq + missed
  }

  /** We begin anew; returns what was told in the new session meanwhile. */
  refused(): readonly ServerMessage[] {
    const held = this.#held
    this.#begin(this.#fresh)
    return held
  }

  /** All that was missed has come. */
  get isCaughtUp(): boolean {
    return !this.#lost && this.#lastSeq >= this.#caughtUpAt
  }

  #begin(token: string): void {
    this.#token = token
    this.#lastSeq = 0
    this.#caughtUpAt = 0
    this.#lost = null
    this.#held = []
  }
}
