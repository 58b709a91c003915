import { Refusal } from '@tutti/core'
import type { OutgoingMember, Resume } from '@tutti/protocol/realtime'
import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Connections } from './connections.ts'
import type { Link } from './link.ts'

interface Needs {
  readonly connections: Pick<Connections, 'findByResumeToken'>
  /** Before anything is told to the one who is back: the others see it, and notes of this turn are out of the way. */
  readonly onBack: (connection: Connection) => void
  /** After all that was missed is told: what is perishable, as it is now. */
  readonly onCaughtUp: (connection: Connection) => void
  /** Runs in one step with what it is given: where the connection is now. */
  readonly withArrival: (connection: Connection, tell: (room: Arrival | undefined) => void) => Promise<void>
}

export type Arrival = Extract<OutgoingMember, { case: 'roomJoined' }>['value']

export interface AskToResume {
  readonly value: Pick<Resume, 'resumeToken' | 'lastSeq'>
  readonly requestId: number
}

/**
 * The client of `fresh`, which has just connected, goes on with the session that it lost: it is told all that it missed,
 * or, when that is not all there any more, how everything is now. `fresh` is void then.
 * @throws Refusal `session_lost`: there is no such session of the same login, or `fresh` was used already.
 */
export function resumeSession(needs: Needs, fresh: Connection, { value, requestId }: AskToResume): void {
  const { resumeToken, lastSeq } = value
  const lost = needs.connections.findByResumeToken(resumeToken)
  const { link } = fresh
  if (!lost || !link || !mayResume(fresh, lost)) throw new Refusal('session_lost')
  fresh.yieldLink()
  lost.relink(link)
  needs.onBack(lost)
  const missed = lost.outbox.missedSince(lastSeq)
  if (!missed) return lost.inTurn(() => tellSnapshot(needs, lost, { link, requestId }))
  lost.outbox.attach(link.socket)
  const told = { sessionId: lost.id, lastSeq, snapshot: false, missed: missed.length }
  lost.outbox.tellAtOnce({ case: 'resumed', value: told }, requestId)
  lost.outbox.acknowledge(lastSeq)
  lost.outbox.replay(missed, lastSeq)
  needs.onCaughtUp(lost)
}

function mayResume(fresh: Connection, lost: Connection): boolean {
  if (lost === fresh || lost.hasEnded || fresh.seat || !fresh.isIdle) return false
  return lost.sessionId === fresh.sessionId && lost.user.id === fresh.user.id && lost.wire === fresh.wire
}

interface Snapshot {
  readonly link: Link
  readonly requestId: number
}

/** Behind the commands that are under way: their effects are in it. */
async function tellSnapshot(needs: Needs, lost: Connection, snapshot: Snapshot): Promise<void> {
  try {
    await tellArrival(needs, lost, snapshot)
  } catch (fault) {
    // Nothing would ever be told to it; it may come back and ask again.
    if (lost.link === snapshot.link) lost.close(closeCodes.internal, 'The room could not be read')
    throw fault
  }
}

function tellArrival(needs: Needs, lost: Connection, { link, requestId }: Snapshot): Promise<void> {
  return needs.withArrival(lost, (room) => {
    // It may be gone again, or have come back a second time, while the history was read.
    if (lost.link !== link) return
    const { outbox, id: sessionId } = lost
    const { lastSeq } = outbox
    outbox.acknowledge(lastSeq)
    outbox.attach(link.socket)
    outbox.tellAtOnce(
      { case: 'resumed', value: { sessionId, lastSeq, snapshot: true, ...(room && { room }) } },
      requestId,
    )
    needs.onCaughtUp(lost)
  })
}
