/** The clocks of this device. */
export interface LocalClock {
  /** Milliseconds since some moment, never stepping: `performance.now()`. */
  monotonicMs(): number
  /** Milliseconds since the epoch, as this device believes: `Date.now()`. */
  wallMs(): number
}

export type Cancel = () => void

export interface Timers {
  /** Runs once, `delayMs` from now, unless cancelled. */
  after(delayMs: number, run: () => void): Cancel
}

/** As much of a WebSocket as is used. Browsers, Node, Bun, Deno and the `ws` package have it. */
export interface WebSocketLike {
  binaryType: string
  send(data: string | Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number; readonly reason: string }) => void): void
}

/** What a client takes from the world around it. */
export interface Runtime {
  readonly fetch: typeof fetch
  readonly openSocket: (url: string, protocol: string) => WebSocketLike
  readonly clock: LocalClock
  readonly timers: Timers
  /** 0 inclusive to 1 exclusive. */
  readonly random: () => number
  /** A string that nobody else has, at most 64 characters. */
  readonly newId: () => string
  readonly onListenerError: (error: unknown) => void
}

export const systemClock: LocalClock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
}

export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** `crypto.randomUUID` is missing on pages that are not served over https; `getRandomValues` never is. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
