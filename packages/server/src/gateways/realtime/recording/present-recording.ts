import type { Recording } from '@tutti/core'
import type { OutgoingMember, RecordingEnd } from '@tutti/protocol/realtime'
import { wholeMs } from '../present.ts'

type Value = Extract<OutgoingMember, { case: 'recordingState' }>['value']

/** Without `end` it runs. */
export function presentRecording(recording: Recording, end?: RecordingEnd): Value {
  return {
    running: end === undefined,
    recordingId: recording.id,
    name: recording.name,
    userId: recording.startedById ?? '',
    username: recording.startedByName,
    startedAt: wholeMs(recording.startedAtMs),
    ...(end !== undefined && { end }),
  }
}
