import type { Socket } from 'node:net'

export interface RelayMember {
  readonly socket: Socket
  readonly room: RelayRoom
  /** The last turn in which it sent something. */
  lastTurn: number
}

/** Gathers the frames of one turn. */
export class RelayRoom {
  readonly members = new Set<RelayMember>()
  #frames: Buffer[] = []
  #senders: RelayMember[] = []
  #turn = 1

  get isQuiet(): boolean {
    return this.#frames.length === 0
  }

  add(sender: RelayMember, frame: Buffer): void {
    sender.lastTurn = this.#turn
    this.#frames.push(frame)
    this.#senders.push(sender)
  }

  /** One write to each member: everything but its own frames. */
  flush(): void {
    const all = Buffer.concat(this.#frames)
    for (const member of this.members) {
      if (member.lastTurn === this.#turn) this.#writeOthers(member, all)
      else member.socket.write(all)
    }
    this.#turn += 1
    this.#frames = []
    this.#senders = []
  }

  #writeOthers({ socket }: RelayMember, all: Buffer): void {
    let start = 0
    let end = 0
    socket.cork()
    for (const [index, frame] of this.#frames.entries()) {
      const frameEnd = end + frame.length
      if (this.#senders[index]?.socket === socket) {
        if (end > start) socket.write(all.subarray(start, end))
        start = frameEnd
      }
      end = frameEnd
    }
    if (end > start) socket.write(all.subarray(start, end))
    socket.uncork()
  }
}
