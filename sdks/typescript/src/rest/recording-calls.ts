import type { Answer } from './operation-types.ts'

export type RecordingView = Answer<'listOwnRecordings'>['items'][number]
export type KnownRecordingView = Answer<'getRecording'>
export type QueuedPieceView = Answer<'addPiece'>

export interface RecordingPage {
  readonly items: readonly RecordingView[]
  /** From 1. */
  readonly page: number
  readonly perPage: number
  readonly total: number
}

export interface RecordingQuery {
  readonly page?: number | undefined
  /** At most 100. */
  readonly perPage?: number | undefined
}

export interface RecordingCalls {
  /** Those that one was there for, newest first. @throws TuttiError */
  list(query?: RecordingQuery): Promise<RecordingPage>
  /** Those of a room, newest first. @throws TuttiError */
  ofRoom(roomId: string, query?: RecordingQuery): Promise<RecordingPage>
  /** @throws TuttiError `RESOURCE_NOT_FOUND` */
  get(recordingId: string): Promise<KnownRecordingView>
  /** As a Standard MIDI File, with the name that it is to be kept under, extension and all. @throws TuttiError `RESOURCE_NOT_FOUND` */
  file(recordingId: string): Promise<Answer<'getRecordingFile'>>
  /** @throws TuttiError */
  rename(recordingId: string, name: string): Promise<KnownRecordingView>
  /** @throws TuttiError */
  delete(recordingId: string): Promise<void>
}

export interface PieceCalls {
  /** Puts a Standard MIDI File of at most 1 MiB into the queue of a room's shared player. @throws TuttiError */
  add(roomId: string, file: Uint8Array, about?: { readonly title?: string | undefined }): Promise<QueuedPieceView>
}
