import { Refusal, type Caller, type SessionId, type User, type UserStatus } from '@tutti/core'
import type { MidiFrame, OutgoingMember, ServerMessage, Wire } from '@tutti/protocol/realtime'
import { Answers } from './answers.ts'
import { Breaches } from './breaches.ts'
import { closeCodes, isResumable } from './close-codes.ts'
import { EncodedMessage } from './encoded-message.ts'
import type { Reply } from './handlers/reply.ts'
import type { Link } from './link.ts'
import type { Outbox } from './outbox.ts'
import { presentError } from './present-error.ts'
import type { Seat } from './seat.ts'
import { findSignal, type Signal } from './signals.ts'

/** Commands of one client that may wait for the one before. */
const mostWaiting = 256

export interface ConnectionEvents {
  /** The hot path: no await, no I/O. */
  onNotes(connection: Connection, midi: MidiFrame, nowMs: number): void
  onHeartbeat(connection: Connection, message: ServerMessage, nowMs: number): void
  onCommand(connection: Connection, message: ServerMessage): Promise<Reply> | Reply
  /** A cursor or the like: no await, no I/O. */
  onSignal(connection: Connection, signal: Signal, nowMs: number): void
  /** The client of another session wants to go on with that one. @throws Refusal `session_lost`. */
  onResume(connection: Connection, message: ServerMessage): void
  /** A join is sent again: how the room is now. @throws Refusal `not_in_room`. */
  onArrivalAgain(connection: Connection): Promise<OutgoingMember>
  /** It reads again what it is sent, after it was too slow. */
  onCaughtUp(connection: Connection): void
  /** A throw that is no refusal: a bug, to be logged. */
  onFault(connection: Connection, fault: unknown): void
  /** The link is lost; the session waits for another one. */
  onAway(connection: Connection, code: number): void
  /** For good. */
  onClosed(connection: Connection, code: number): void
}

export interface ConnectionParts {
  readonly id: string
  readonly resumeToken: string
  readonly caller: Caller
  readonly link: Link
  readonly outbox: Outbox
  readonly events: ConnectionEvents
  readonly now: () => number
  /** How long it waits for its client once the link is lost; 0: not at all. */
  readonly resumeMs: number
}

/** One client as long as its session lasts: over one link after the other, and for a while over none. */
export class Connection {
  readonly id: string
  readonly resumeToken: string
  readonly sessionId: SessionId
  readonly outbox: Outbox
  /** As it is now: a guest may take another name. */
  user: User
  seat: Seat | undefined
  /** What the client says of its user. */
  status: UserStatus = 'online'
  /** When its session was last known to be open. */
  checkedAtMs: number
  #link: Link | undefined
  #awaySinceMs = 0
  readonly #events: ConnectionEvents
  readonly #now: () => number
  readonly #resumeMs: number
  readonly #breaches = new Breaches()
  #answers: Answers | undefined
  #hasEnded = false
  #waiting = 0
  #commands: Promise<void> = Promise.resolve()

  constructor({ id, resumeToken, caller, link, outbox, events, now, resumeMs }: ConnectionParts) {
    this.id = id
    this.resumeToken = resumeToken
    this.user = caller.user
    this.sessionId = caller.sessionId
    this.outbox = outbox
    this.#link = link
    this.#events = events
    this.#now = now
    this.#resumeMs = resumeMs
    this.checkedAtMs = now()
    link.serve(this)
    outbox.watch({ onBehind: () => this.#link?.ping() })
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Undefined while the client is away. */
  get link(): Link | undefined {
    return this.#link
  }

  /** Epoch ms; 0 while the client is there. */
  get awaySinceMs(): number {
    return this.#awaySinceMs
  }

  get wire(): Wire {
    return this.outbox.wire
  }

  /** Nothing was asked that is still under way. */
  get isIdle(): boolean {
    return this.#waiting === 0
  }

  /** Everything written before leaves first. With a code that lets the client come back, the session waits for it. */
  close(code: number, reason = ''): void {
    if (this.#hasEnded) return
    const link = this.#link
    this.#lose(code)
    link?.close(code, reason)
  }

  /** For good, whatever the code: nobody comes back. */
  end(code: number, reason = ''): void {
    if (this.#hasEnded) return
    const link = this.#link
    this.#finish(code)
    link?.close(code, reason)
  }

  /** That link is no more. */
  unlinked(link: Link, code: number): void {
    if (link === this.#link && !this.#hasEnded) this.#lose(code)
  }

  /** The client goes on over another link; the one before, if it is there still, is closed. Nothing is written to it yet. */
  relink(link: Link): void {
    const before = this.#link
    this.outbox.shut()
    this.#link = link
    this.#awaySinceMs = 0
    link.serve(this)
    before?.close(closeCodes.resumedElsewhere, 'Resumed by a newer connection')
  }

  /** Gives the link away to the session that goes on with it; this one is void. */
  yieldLink(): void {
    this.outbox.shut()
    this.#link = undefined
    this.#finish(closeCodes.bye)
  }

  hearNotes(midi: MidiFrame, nowMs: number): void {
    this.#events.onNotes(this, midi, nowMs)
  }

  hear(message: ServerMessage, nowMs: number): void {
    const { message: member } = message
    if (member.case === 'heartbeat') {
      if (member.value.lastSeq > 0) this.outbox.acknowledge(member.value.lastSeq)
      return this.#events.onHeartbeat(this, message, nowMs)
    }
    if (member.case === 'midiMessage') {
      const { midiData, timestamp, sequence } = member.value
      return this.hearNotes({ midi: midiData, timestampMs: Number(timestamp), sequence, participant: 0 }, nowMs)
    }
    if (member.case === 'resume') return this.#events.onResume(this, message)
    const signal = member.case === 'userCommand' ? findSignal(member.value) : undefined
    if (signal) {
      this.#events.onSignal(this, signal, nowMs)
      if (message.requestId !== 0) this.answer({ case: 'ack', value: {} }, message.requestId)
      return
    }
    this.#queue(message)
  }

  /** It has read all that was written before a ping. */
  answeredPing(): void {
    const { outbox } = this
    if (!outbox.isBehind) return
    if (outbox.unsentBytes > 0) return this.#link?.ping()
    outbox.catchUp()
    this.#events.onCaughtUp(this)
  }

  /** Tells the answer to a command, and keeps it in case that the command is sent again. */
  answer(member: OutgoingMember, requestId: number): void {
    if (requestId === 0) return
    const message = new EncodedMessage(member, requestId)
    this.#answers?.give(requestId, member.case === 'roomJoined' ? 'arrival' : message)
    this.outbox.tell(message)
  }

  /** Does something in its turn among the commands. */
  inTurn(step: () => Promise<void>): void {
    this.#waiting += 1
    this.#commands = this.#commands
      .then(step)
      .catch((fault: unknown) => this.#events.onFault(this, fault))
      .finally(() => (this.#waiting -= 1))
  }

  /** What may be told of a fault; what is none of the client's business is noted here. */
  toRefusal(fault: unknown): Refusal {
    if (fault instanceof Refusal) return fault
    this.#events.onFault(this, fault)
    return new Refusal('internal')
  }

  /** Nobody waits for the closing handshake: what is to be told or kept is told and kept at once. */
  #lose(code: number): void {
    if (this.#resumeMs === 0 || !isResumable(code)) return this.#finish(code)
    this.outbox.shut()
    this.#link = undefined
    if (this.#awaySinceMs !== 0) return
    this.#awaySinceMs = this.#now()
    this.#events.onAway(this, code)
  }

  #finish(code: number): void {
    this.#hasEnded = true
    this.#events.onClosed(this, code)
    this.outbox.shut()
    this.#link = undefined
  }

  /** Commands of one client are done one after the other, so that a join is over before the chat behind it. */
  #queue(message: ServerMessage): void {
    if (this.#waiting >= mostWaiting) return this.close(closeCodes.rateLimited, 'Too many commands at once')
    const { requestId } = message
    if (requestId !== 0) {
      const known = this.#answers?.find(requestId)
      // Its answer comes by itself.
      if (known === 'pending') return
      if (known) return this.inTurn(() => this.#answerAgain(known, requestId))
      this.#answers ??= new Answers()
      this.#answers.begin(requestId)
    }
    this.inTurn(() => this.#carryOut(message))
  }

  async #carryOut(message: ServerMessage): Promise<void> {
    const { requestId } = message
    try {
      const reply = await this.#events.onCommand(this, message)
      if (reply) this.answer(reply, requestId)
    } catch (fault) {
      this.#refuse(fault, requestId)
    } finally {
      if (requestId !== 0) this.#answers?.forget(requestId)
    }
  }

  async #answerAgain(known: EncodedMessage | 'arrival', requestId: number): Promise<void> {
    try {
      if (known === 'arrival') this.answer(await this.#events.onArrivalAgain(this), requestId)
      else this.outbox.tell(known)
    } catch (fault) {
      this.#refuse(fault, requestId)
    }
  }

  #refuse(fault: unknown, requestId: number): void {
    const refusal = this.toRefusal(fault)
    const error: OutgoingMember = { case: 'error', value: presentError(refusal) }
    if (requestId === 0) this.outbox.tell(new EncodedMessage(error))
    else this.answer(error, requestId)
    if (refusal.code === 'rate_limited' && this.#breaches.add(this.#now())) {
      this.close(closeCodes.rateLimited, 'Too much at once')
    }
    if (isBadCommand(refusal)) this.#link?.countBadFrame()
  }
}

/** A message that could be read and still makes no sense. */
function isBadCommand({ code }: Refusal): boolean {
  return code === 'unsupported_message' || code === 'malformed_message'
}
