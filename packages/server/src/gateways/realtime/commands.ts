import { BudgetPerSecond, Refusal, spend } from '@tutti/core'
import type { ServerMessage } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { changeChat } from './handlers/change-chat.ts'
import { changeUser } from './handlers/change-user.ts'
import { conductRoom } from './handlers/conduct-room.ts'
import { createAndJoinRoom, joinRoom } from './handlers/join-room.ts'
import { moderateRoom } from './handlers/moderate-room.ts'
import { done, type Reply } from './handlers/reply.ts'
import { sendChat } from './handlers/send-chat.ts'
import { watchRooms } from './handlers/watch-rooms.ts'
import { readDirectly, writeDirectly } from './handlers/write-directly.ts'
import type { Ports } from './ports.ts'
import type { RealtimeLimits } from './realtime-limits.ts'
import type { RoomFeed } from './room-feed.ts'
import type { RoomMusic } from './room-music.ts'
import type { Rooms } from './rooms.ts'

/** How often somebody may take another name, status or instrument. */
const changesPerSecond = 5

interface Parts {
  readonly ports: Ports
  readonly rooms: Rooms
  readonly feed: RoomFeed
  readonly music: RoomMusic
  readonly limits: RealtimeLimits | undefined
  readonly lifecycle: { readonly isDraining: boolean }
  /** A chat message has come in. */
  readonly onChat: () => void
}

type Answer = Promise<Reply> | Reply

/** What clients may ask for, and who does it. Everything that is answered goes through here. */
export class Commands {
  readonly #parts: Parts
  /** What each connection may still change about itself. */
  readonly #changes = new WeakMap<Connection, BudgetPerSecond>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws Refusal `unsupported_message`, and whatever the handlers throw. */
  carryOut(connection: Connection, asked: ServerMessage): Answer {
    const { ports, rooms, feed } = this.#parts
    const { message } = asked
    switch (message.case) {
      case 'createRoomCommand':
      case 'joinRoomCommand':
        return this.#enter(connection, asked)
      case 'leaveRoomCommand':
        rooms.leave(connection, 'left')
        return done
      case 'leaveQueueCommand':
        return rooms.leaveQueue(connection)
      case 'roomListSubscription':
        return watchRooms(feed, connection, message.value)
      case 'moderationCommand':
        return moderateRoom(ports, connection, message.value)
      case 'userCommand':
        return changeUser({ ports, budget: this.#changesOf(connection) }, connection, message.value)
      default:
        return this.#carryOutInRoom(connection, message)
    }
  }

  #enter(connection: Connection, { message, requestId }: ServerMessage): Answer {
    const { ports, rooms, lifecycle } = this.#parts
    const needs = { ports, rooms }
    if (message.case === 'joinRoomCommand') {
      const { value: command } = message
      return this.#within('joins', connection, () => joinRoom(needs, connection, { command, requestId }))
    }
    if (message.case !== 'createRoomCommand') throw new Refusal('unsupported_message')
    if (lifecycle.isDraining) throw new Refusal('unavailable')
    const { value: command } = message
    return createAndJoinRoom(needs, connection, { command, requestId })
  }

  #carryOutInRoom(connection: Connection, message: ServerMessage['message']): Answer {
    const { ports, music, onChat } = this.#parts
    switch (message.case) {
      case 'chatMessage':
        onChat()
        return this.#within('chat', connection, () => sendChat(ports, connection, message.value))
      case 'chatChange':
        return this.#within('chat', connection, () => changeChat(ports, connection, message.value))
      case 'directMessage':
        return this.#within('chat', connection, () => writeDirectly(ports, connection, message.value))
      case 'directRead':
        return readDirectly(ports, connection, message.value)
      case 'transport':
        return conductRoom(connection.seat, message.value, ports.clock.now())
      case 'playerCommand':
        return music.usePlayer(connection, message.value)
      case 'recordingCommand':
        return music.record(connection, message.value)
      default:
        throw new Refusal('unsupported_message')
    }
  }

  /** What is counted is granted first; when nobody can count, nobody is kept from playing together. */
  async #within(name: 'chat' | 'joins', { user }: Connection, act: () => Promise<Reply>): Promise<Reply> {
    const { ports, limits } = this.#parts
    await spend(ports, { budget: limits?.[name], key: user.id, whenUncounted: 'allow' })
    return act()
  }

  #changesOf(connection: Connection): BudgetPerSecond {
    const present = this.#changes.get(connection)
    if (present) return present
    const budget = new BudgetPerSecond(changesPerSecond, this.#parts.ports.clock.now())
    this.#changes.set(connection, budget)
    return budget
  }
}
