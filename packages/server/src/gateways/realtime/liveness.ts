import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Seat } from './seat.ts'

/** After this long without a sign of life the server asks for one. Hidden browser tabs run timers once a minute. */
const askAfterMs = 25_000
/** Keys that are held by somebody who is silent for this long are taken for hanging. */
const hangingAfterMs = 6_000

interface Watch {
  readonly connections: Iterable<Connection>
  readonly now: () => number
  readonly silenceMs: number
  readonly onHangingKeys: (seat: Seat) => void
}

/** Looks once a second after connections that are silent, stuck, or hold keys without a sign of life. */
export function startLiveness(watch: Watch): Disposable {
  const timer = setInterval(() => {
    const nowMs = watch.now()
    for (const connection of watch.connections) check(watch, connection, nowMs)
  }, lookEveryMs(watch.silenceMs))
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

function check({ silenceMs, onHangingKeys }: Watch, connection: Connection, nowMs: number): void {
  const silentMs = nowMs - connection.heardAtMs
  if (silentMs >= silenceMs) return connection.close(closeCodes.heartbeat, 'No sign of life')
  if (connection.outbox.isOverfull) return connection.close(closeCodes.slow, 'Too much is unread')
  if (silentMs >= Math.min(askAfterMs, silenceMs / 2) && connection.pingedAtMs <= connection.heardAtMs)
    connection.ping()
  if (silentMs >= hangingAfterMs && connection.seat) onHangingKeys(connection.seat)
}

/** Short silences, as tests set them, want a closer look. */
function lookEveryMs(silenceMs: number): number {
  return Math.min(1_000, silenceMs / 4)
}
