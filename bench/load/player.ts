import type { Member } from './crowd.ts'
import { slotsPerRoom, type Ear } from './ear.ts'
import { MidiFrames, primerFrame } from './midi-frames.ts'

/** The most frames that one write carries. */
export const mostAtOnce = 64

/** Players count from different numbers on, so that the frames which are timed by their number spread over the time. */
const roomStride = 31
const playerStride = 7

/** One who plays: its frames are made in one buffer that is written at once and reused when TCP has taken it. */
export class Player {
  readonly slot: number
  readonly #member: Member
  readonly #frames: MidiFrames
  readonly #out: Uint8Array

  constructor(member: Member) {
    this.#member = member
    this.slot = member.room * slotsPerRoom + member.player
    const ahead = (member.room * roomStride + member.player * playerStride) % 128
    this.#frames = new MidiFrames(member.player, { ahead, wire: member.wire })
    this.#out = new Uint8Array(mostAtOnce * this.#frames.sizeBytes)
  }

  /** Why the connection is gone, if it is. */
  get closedBy(): string | undefined {
    return this.#member.raw.closedBy
  }

  /** False while TCP has not taken what was written before: nothing may be played then. */
  get ready(): boolean {
    return this.#member.raw.socket.writableLength === 0
  }

  listen(ear: Ear): void {
    this.#member.raw.sink = ear.listener(this.#member)
  }

  prime(): void {
    this.#member.raw.socket.write(primerFrame(this.#member.player, this.#member.wire))
  }

  /** Plays `count` frames in one write. */
  play(count: number, { ear, timestamp, nowMs }: { ear: Ear; timestamp: Uint8Array; nowMs: number }): void {
    let end = 0
    for (let played = 0; played < count; played += 1) {
      ear.stamp(this.slot, this.#frames.sequence, nowMs)
      end = this.#frames.write(this.#out, end, timestamp)
    }
    this.#member.raw.socket.write(this.#out.subarray(0, end))
  }

  async leave(): Promise<void> {
    await this.#member.raw.close()
  }
}
