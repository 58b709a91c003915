import { BudgetPerSecond, checkAvatarPosition, checkCursor, Refusal } from '@tutti/core'
import type { UserCommand } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { SignalBatch } from './signal-batch.ts'
import type { RoomChannel } from './room-channel.ts'
import type { Turn } from './turn.ts'

/** Commands that show something for a moment: relayed while it is true, and of each player the newest alone. */
export type Signal = Extract<UserCommand['command'], { case: 'cursor' | 'typing' | 'avatar' }>

const placesPerSecond = 20
const typingPerSecond = 1

interface Budgets {
  readonly places: BudgetPerSecond
  readonly typing: BudgetPerSecond
}

export function findSignal({ command }: UserCommand): Signal | undefined {
  return command.case === 'cursor' || command.case === 'typing' || command.case === 'avatar' ? command : undefined
}

/** Cursors, typing and avatars on their way to the others: no await, nothing kept, nothing reliable. */
export class Signals {
  readonly #turn: Turn
  readonly #budgets = new WeakMap<Connection, Budgets>()
  readonly #batches = new WeakMap<RoomChannel, SignalBatch>()

  constructor(turn: Turn) {
    this.#turn = turn
  }

  /** What is over the budget is left out in silence. @throws Refusal `not_in_room`, `invalid_input`, `muted`, `chat_disabled`. */
  show(connection: Connection, signal: Signal, nowMs: number): void {
    const { seat } = connection
    if (!seat) throw new Refusal('not_in_room')
    check(connection, signal)
    const { places, typing } = this.#budgetsOf(connection, nowMs)
    if (!(signal.case === 'typing' ? typing : places).take(nowMs)) return
    this.#batchOf(seat.channel).add(seat, signal)
  }

  #batchOf(channel: RoomChannel): SignalBatch {
    const present = this.#batches.get(channel)
    if (present) return present
    const batch = new SignalBatch(channel, this.#turn)
    this.#batches.set(channel, batch)
    return batch
  }

  #budgetsOf(connection: Connection, nowMs: number): Budgets {
    const present = this.#budgets.get(connection)
    if (present) return present
    const places = new BudgetPerSecond(placesPerSecond, nowMs)
    const budgets = { places, typing: new BudgetPerSecond(typingPerSecond, nowMs) }
    this.#budgets.set(connection, budgets)
    return budgets
  }
}

function check({ seat }: Connection, signal: Signal): void {
  if (signal.case === 'cursor') return signal.value.gone ? undefined : checkCursor(signal.value)
  if (signal.case === 'avatar') return checkAvatarPosition(signal.value)
  if (seat?.participant.isChatMuted) throw new Refusal('muted')
  if (seat && !seat.channel.live.room.settings.allowChat) throw new Refusal('chat_disabled')
}
