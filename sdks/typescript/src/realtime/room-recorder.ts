import { RecordingEnd as WireEnd, type OutgoingMember, type RecordingState } from '@tutti/protocol/realtime'

export interface RunningRecording {
  readonly recordingId: string
  readonly name: string
  /** Who began it. */
  readonly userId: string
  readonly username: string
  /** The server's clock, epoch ms. */
  readonly startedAtMs: number
}

export interface EndedRecording extends RunningRecording {
  /** `full`: as long or as large as one may be; `failed`: it could not be kept any more, what was kept is there. */
  readonly end: 'stopped' | 'full' | 'failed' | 'unknown'
}

export interface RoomRecorder {
  /** Null while nobody records. Whoever is in the room is to be shown that it is recorded. */
  readonly running: RunningRecording | null
  /** For those who run the room. Without a name it is named after the room and the time. @throws TuttiError `not_allowed`, `recording_runs`, `recordings_full` */
  start(name?: string): Promise<void>
  /** Resolves once all of it is kept. @throws TuttiError `not_allowed`, `not_recording` */
  stop(): Promise<void>
}

type Ask = (member: OutgoingMember) => Promise<unknown>

export interface RecorderEvents {
  readonly onRunning: (running: RunningRecording | null) => void
  readonly onEnded: (ended: EndedRecording) => void
}

const ends: ReadonlyMap<WireEnd, EndedRecording['end']> = new Map([
  [WireEnd.STOPPED, 'stopped'],
  [WireEnd.FULL, 'full'],
  [WireEnd.FAILED, 'failed'],
])

/** Follows whether the room is recorded, and asks for it. */
export class FollowedRecorder implements RoomRecorder {
  running: RunningRecording | null
  readonly #ask: Ask
  readonly #events: RecorderEvents

  constructor(ask: Ask, running: RunningRecording | null, events: RecorderEvents) {
    this.#ask = ask
    this.running = running
    this.#events = events
  }

  async start(name = ''): Promise<void> {
    await this.#ask({ case: 'recordingCommand', value: { record: true, name } })
  }

  async stop(): Promise<void> {
    await this.#ask({ case: 'recordingCommand', value: { record: false } })
  }

  hear(state: RecordingState): void {
    this.show(parseRecording(state))
    if (!state.running) this.#events.onEnded({ ...told(state), end: ends.get(state.end) ?? 'unknown' })
  }

  show(running: RunningRecording | null): void {
    if (running?.recordingId === this.running?.recordingId) return
    this.running = running
    this.#events.onRunning(running)
  }
}

export function parseRecording(state: RecordingState | undefined): RunningRecording | null {
  return state?.running ? told(state) : null
}

function told({ recordingId, name, userId, username, startedAt }: RecordingState): RunningRecording {
  return { recordingId, name, userId, username, startedAtMs: Number(startedAt) }
}
