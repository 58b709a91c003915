import type { Cancel, Runtime } from '../runtime.ts'
import type { ClockProbe } from './offset-window.ts'

const burstBeats = 8
const burstIntervalMs = 250
const activeIntervalMs = 2_000
/** Notes within this time count as playing. */
const activeForMs = 10_000
const shortestIntervalMs = 1_000
const answerWithinMs = 4_000
const mostMissed = 2
/** A timer this late: the page was frozen, and answers may lie unread. */
const frozenMs = 1_000
/** The wall clock against the monotonic one: this far apart, one was set or the other slept. */
const steppedMs = 250

interface Parts {
  readonly clock: Runtime['clock']
  readonly timers: Runtime['timers']
  /** Sends a heartbeat with this `t0`. */
  readonly send: (t0Us: number) => void
  readonly onProbe: (probe: ClockProbe) => void
  readonly onDead: () => void
  /** Keys are down, though nothing is played: the server must go on hearing of us. */
  readonly isHolding?: () => boolean
}

/** Microseconds; t1 and t2 on the server's clock. */
export interface HeartbeatAnswer {
  readonly t0Us: number
  readonly t1Us: number
  readonly t2Us: number
}

/**
 * Asks the server's clock: eight times in the first two seconds, then every two while there is music, else as rarely as
 * the server wishes. Eight times again when music begins, or a clock of this device has stepped. Two answers missing for four seconds: the
 * link is dead.
 */
export class Heartbeat {
  readonly #parts: Parts
  /** Their `t0`, oldest first. */
  #unanswered: readonly number[] = []
  #idleIntervalMs = 0
  /** 0 while stopped. */
  #beats = 0
  #lastBeatMs = 0
  #dueMs = 0
  #wallAheadMs = 0
  #activeUntilMs = Number.NEGATIVE_INFINITY
  #cancel: Cancel | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(idleIntervalMs: number): void {
    this.stop()
    this.#idleIntervalMs = Math.max(idleIntervalMs, shortestIntervalMs)
    this.#wallAheadMs = this.#measureWall()
    this.#beat()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#unanswered = []
    this.#beats = 0
  }

  /** There is music. When it begins the clock had better be right: it is asked eight times again. */
  touch(): void {
    const nowMs = this.#nowMs()
    const wasIdle = nowMs >= this.#activeUntilMs
    this.#activeUntilMs = nowMs + activeForMs
    if (!wasIdle || this.#beats === 0) return
    this.#beats = Math.min(this.#beats, 1)
    this.#reschedule()
  }

  /** Something was asked: whether the link lives is worth knowing now. */
  poke(): void {
    if (!this.#cancel || this.#nowMs() - this.#lastBeatMs < activeIntervalMs) return
    this.#beat()
  }

  /** Answers come in order, so what was sent before this one will have none. */
  answered({ t0Us, t1Us, t2Us }: HeartbeatAnswer): void {
    const receivedMs = this.#nowMs()
    const index = this.#unanswered.indexOf(t0Us)
    if (index < 0) return
    this.#unanswered = this.#unanswered.slice(index + 1)
    this.#parts.onProbe({
      sentMs: t0Us / 1000,
      serverReceivedMs: t1Us / 1000,
      serverSentMs: t2Us / 1000,
      receivedMs,
    })
    if (this.#unanswered.length === 0) this.#reschedule()
  }

  #beat(): void {
    const nowMs = this.#nowMs()
    const t0Us = Math.round(nowMs * 1000)
    if (this.#hasStepped()) this.#beats = 0
    this.#unanswered = [...this.#unanswered, t0Us]
    this.#beats += 1
    this.#lastBeatMs = nowMs
    this.#reschedule()
    this.#parts.send(t0Us)
  }

  #reschedule(): void {
    if (this.#beats === 0) return
    const nowMs = this.#nowMs()
    this.#dueMs = Math.max(nowMs, this.#lastBeatMs + this.#intervalMs())
    this.#cancel?.()
    this.#cancel = this.#parts.timers.after(this.#dueMs - nowMs, () => this.#tick())
  }

  #tick(): void {
    // Whether anybody answered cannot be told before what lies in the socket was read: ask anew.
    if (this.#nowMs() - this.#dueMs > frozenMs) this.#unanswered = []
    if (!this.#isDead()) return this.#beat()
    this.stop()
    this.#parts.onDead()
  }

  #intervalMs(): number {
    if (this.#beats < burstBeats) return burstIntervalMs
    const isActive = this.#nowMs() < this.#activeUntilMs || this.#parts.isHolding?.() === true
    const usualMs = isActive ? Math.min(activeIntervalMs, this.#idleIntervalMs) : this.#idleIntervalMs
    return this.#unanswered.length === 0 ? usualMs : Math.min(usualMs, answerWithinMs)
  }

  #isDead(): boolean {
    const lastMissedUs = this.#unanswered[mostMissed - 1]
    if (lastMissedUs === undefined) return false
    return this.#nowMs() - lastMissedUs / 1000 >= answerWithinMs
  }

  #hasStepped(): boolean {
    const aheadMs = this.#measureWall()
    const steppedByMs = Math.abs(aheadMs - this.#wallAheadMs)
    this.#wallAheadMs = aheadMs
    return steppedByMs > steppedMs
  }

  #measureWall(): number {
    const { clock } = this.#parts
    return clock.wallMs() - clock.monotonicMs()
  }

  #nowMs(): number {
    return this.#parts.clock.monotonicMs()
  }
}
