import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Link } from './link.ts'
import type { Seat } from './seat.ts'

/** After this long without a sign of life the server asks for one. Hidden browser tabs run timers once a minute. */
const askAfterMs = 25_000
/** Keys that are held by somebody who says nothing for this long are taken for hanging. */
const hangingAfterMs = 6_000
/** A lost connection may come back so fast that nobody need hear of it. */
const graceMs = 1_500
/** … or so fast that nobody need see it. */
export const awayShownAfterMs = 3_000
/** How often the distance to a player is measured when nothing else does it. */
const measureEveryMs = 10_000

interface Watch {
  readonly connections: Iterable<Connection>
  readonly now: () => number
  readonly silenceMs: number
  readonly resumeMs: number
  /** Keys that are held by somebody who is there, and silent. */
  readonly onHangingKeys: (seat: Seat) => void
  /** Keys that are held by somebody whose connection is lost. */
  readonly onLostKeys: (seat: Seat) => void
  /** Told again and again while it lasts. */
  readonly onAway: (connection: Connection) => void
}

/** Looks after connections that are silent, slow, stuck or lost. */
export function startLiveness(watch: Watch): Disposable {
  const timer = setInterval(() => {
    const nowMs = watch.now()
    for (const connection of watch.connections) {
      if (connection.link) checkLink(watch, connection, { link: connection.link, nowMs })
      else checkAway(watch, connection, nowMs)
    }
  }, lookEveryMs(watch))
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

function checkLink(
  { silenceMs, onHangingKeys }: Watch,
  connection: Connection,
  { link, nowMs }: { readonly link: Link; readonly nowMs: number },
): void {
  const { outbox, seat } = connection
  const silentMs = nowMs - link.heardAtMs
  if (silentMs >= silenceMs) return connection.close(closeCodes.heartbeat, 'No sign of life')
  if (outbox.isOverfull) return connection.close(closeCodes.slow, 'Too much is unread')
  if (link.isSlow(nowMs)) outbox.fallBehind()
  if (silentMs >= Math.min(askAfterMs, silenceMs / 2)) link.ping()
  else if (seat) link.probe(nowMs, seat.participant.listens ? Infinity : measureEveryMs)
  if (seat && nowMs - link.spokeAtMs >= hangingAfterMs) onHangingKeys(seat)
}

function checkAway({ resumeMs, onLostKeys, onAway }: Watch, connection: Connection, nowMs: number): void {
  const awayMs = nowMs - connection.awaySinceMs
  if (awayMs >= resumeMs) return connection.end(closeCodes.abnormal)
  const { seat } = connection
  if (!seat) return
  if (awayMs >= graceMs) onLostKeys(seat)
  if (awayMs >= awayShownAfterMs) onAway(connection)
}

/** Short times, as tests set them, want a closer look. */
function lookEveryMs({ silenceMs, resumeMs }: Watch): number {
  return Math.max(20, Math.min(500, silenceMs / 4, resumeMs === 0 ? Infinity : resumeMs / 4))
}
