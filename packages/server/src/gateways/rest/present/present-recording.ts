import type { KnownRecording, Recording } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentTime } from './present-time.ts'

type RecordingView = AnswerOf<Operations['listOwnRecordings']>['items'][number]
type KnownView = AnswerOf<Operations['getRecording']>

export function presentRecording(recording: Recording): RecordingView {
  return {
    recordingId: recording.id,
    roomId: recording.roomId,
    name: recording.name,
    startedBy: recording.startedById,
    startedByName: recording.startedByName,
    startedAt: presentTime(recording.startedAtMs),
    durationMs: Math.round(recording.durationMs),
    sizeBytes: recording.sizeBytes,
    running: recording.state === 'running',
  }
}

export function presentKnownRecording({ recording, players, mayChange }: KnownRecording): KnownView {
  return {
    ...presentRecording(recording),
    players: players.map(({ number, userId, username }) => ({ participant: number, userId, username })),
    mayChange,
  }
}
