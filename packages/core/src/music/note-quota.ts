export interface NoteQuotaOptions {
  /** Note-ons per second; 0 is unlimited. */
  readonly perSecond: number
  /** Note-ons that may come at once. */
  readonly burst: number
}

/** A token bucket in note-ons. Offs, pedals and resets are free. */
export class NoteQuota {
  #tokens: number
  #filledAtMs: number
  #perMs: number
  #burst: number
  #dropped = 0

  constructor({ perSecond, burst }: NoteQuotaOptions, nowMs: number) {
    this.#perMs = perSecond === 0 ? Infinity : perSecond / 1000
    this.#burst = perSecond === 0 ? Infinity : burst
    this.#tokens = this.#burst
    this.#filledAtMs = nowMs
  }

  /** How many of `wanted` note-ons may sound now; the rest is over quota. */
  grant(wanted: number, nowMs: number): number {
    if (this.#tokens === Infinity) return wanted
    const sinceMs = Math.max(0, nowMs - this.#filledAtMs)
    this.#tokens = Math.min(this.#burst, this.#tokens + sinceMs * this.#perMs)
    this.#filledAtMs = nowMs
    return Math.min(wanted, Math.floor(this.#tokens))
  }

  /** Charges what sounds; `dropped` is then what does not, of this message. */
  spend(noteOns: number, dropped: number): void {
    this.#tokens -= noteOns
    this.#dropped = dropped
  }

  /** Note-ons of the last message that were over quota. */
  get dropped(): number {
    return this.#dropped
  }

  /** Whole note-ons left; 2^32 − 1 when unlimited. */
  get remaining(): number {
    return this.#tokens === Infinity ? 0xffff_ffff : Math.floor(this.#tokens)
  }

  /** When the bucket will be full again, epoch ms. */
  get fullAtMs(): number {
    if (this.#tokens === Infinity) return this.#filledAtMs
    return this.#filledAtMs + (this.#burst - this.#tokens) / this.#perMs
  }
}

/** Three seconds' worth may come at once: 200/s sustained has a burst of 600. */
const burstSeconds = 3
const ownerFactor = 1.5

/** The bucket of one participant, after the room's `noteQuota` setting. */
export function participantQuota(noteQuota: number, isOwner: boolean): NoteQuotaOptions {
  const perSecond = noteQuota * (isOwner ? ownerFactor : 1)
  return { perSecond, burst: perSecond * burstSeconds }
}

/** The bucket that a whole room shares: what ten players at full quota need; a quota of 0 lifts it too. */
export function roomQuota(noteQuota: number): NoteQuotaOptions {
  const perSecond = noteQuota * 10
  return { perSecond, burst: perSecond * burstSeconds }
}
