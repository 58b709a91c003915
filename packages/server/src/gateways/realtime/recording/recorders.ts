import { checkMayRecord, Refusal, startRecording, type User } from '@tutti/core'
import { RecordingEnd } from '@tutti/protocol/realtime'
import type { Ports } from '../ports.ts'
import type { RoomChannel } from '../room-channel.ts'
import { presentRecording } from './present-recording.ts'
import { Recorder } from './recorder.ts'

interface Parts {
  readonly ports: Ports
  readonly onFault: (fault: unknown) => void
}

/** What is recorded right now, room by room. */
export class Recorders implements AsyncDisposable {
  readonly #parts: Parts
  readonly #recorders = new Map<RoomChannel, Recorder>()
  readonly #starting = new Set<RoomChannel>()
  readonly #ending = new Set<Promise<void>>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Everybody in the room is told before the first note is written down. @throws Refusal `recording_runs`, what `startRecording` throws. */
  async start(channel: RoomChannel, user: User, name: string): Promise<void> {
    const { ports, onFault } = this.#parts
    const { live } = channel
    if (live.recording || this.#starting.has(channel)) throw new Refusal('recording_runs')
    this.#starting.add(channel)
    try {
      const recording = await startRecording(ports, { live, user, name })
      if (live.isEmpty) return await ports.recordings.remove(recording.id)
      channel.tell({ case: 'recordingState', value: presentRecording(recording) })
      live.recording = recording
      const recorder = new Recorder({
        channel,
        recording,
        recordings: ports.recordings,
        limits: ports.recordingLimits,
        now: () => ports.clock.now(),
        onEnd: (end) => void this.#end(channel, end),
        onFault,
      })
      this.#recorders.set(channel, recorder)
    } finally {
      this.#starting.delete(channel)
    }
  }

  /** Resolves once all of it is kept. @throws Refusal `not_recording`, `not_in_room`, `not_allowed`. */
  async stop(channel: RoomChannel, user: User): Promise<void> {
    checkMayRecord(channel.live, user)
    if (!this.#recorders.has(channel)) throw new Refusal('not_recording')
    await this.#end(channel, RecordingEnd.STOPPED)
  }

  /** Somebody is gone: nobody is recorded in an empty room. */
  left(channel: RoomChannel): void {
    if (channel.live.isEmpty) void this.#end(channel, RecordingEnd.STOPPED)
  }

  /** The room is over. */
  end(channel: RoomChannel): void {
    void this.#end(channel, RecordingEnd.STOPPED)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const channel of this.#recorders.keys()) this.end(channel)
    await Promise.all(this.#ending)
  }

  #end(channel: RoomChannel, end: RecordingEnd): Promise<void> {
    const recorder = this.#recorders.get(channel)
    if (!recorder) return Promise.resolve()
    this.#recorders.delete(channel)
    const ending = this.#finish(channel, recorder, end)
    this.#ending.add(ending)
    void ending.finally(() => this.#ending.delete(ending))
    return ending
  }

  async #finish(channel: RoomChannel, recorder: Recorder, end: RecordingEnd): Promise<void> {
    await recorder.stop()
    channel.live.recording = undefined
    channel.tell({ case: 'recordingState', value: presentRecording(recorder.recording, end) })
  }
}
