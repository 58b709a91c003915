import { recordingId } from '@tutti/core'
import { z } from 'zod'
import { operation } from './operation.ts'
import { paging } from './paging.ts'
import { roomParams } from './room-params.ts'
import { Timestamp } from './views.ts'

export const RecordingView = z
  .object({
    recordingId: z.string().meta({ example: 'rX3StGXR8' }),
    roomId: z.string().describe('The room may be gone.'),
    name: z.string().meta({ example: 'Evening' }),
    startedBy: z.uuid().nullable().describe('Null when that account is gone.'),
    startedByName: z.string(),
    startedAt: Timestamp,
    durationMs: z.int().describe('Up to now while it runs.'),
    sizeBytes: z.int(),
    running: z.boolean(),
  })
  .meta({ id: 'Recording' })

const RecordedPlayerView = z.object({
  participant: z.int(),
  userId: z.uuid().nullable().describe('Null for the shared player, and when that account is gone.'),
  username: z.string(),
})

export const KnownRecordingView = RecordingView.extend({
  players: z.array(RecordedPlayerView).describe('Everybody who was there.'),
  mayChange: z.boolean().describe('Whether you may rename and delete it.'),
}).meta({ id: 'KnownRecording' })

const recordingParams = z.object({ recordingId: z.string().transform(recordingId).meta({ example: 'rX3StGXR8' }) })

export const listRoomRecordings = operation({
  id: 'listRoomRecordings',
  tag: 'Recordings',
  summary: 'List the recordings of a room, newest first.',
  description: 'For whoever may read the messages of the room.',
  access: 'user',
  limit: 'general',
  params: roomParams,
  query: z.object({ ...paging }),
  output: RecordingView,
  collection: 'recordings',
  done: 'Recordings retrieved',
  refusals: ['room_not_found', 'not_allowed', 'guests_not_allowed', 'pro_required', 'banned_from_room'],
})

export const listOwnRecordings = operation({
  id: 'listOwnRecordings',
  tag: 'Recordings',
  summary: 'List the recordings that you were there for, newest first.',
  access: 'user',
  limit: 'general',
  query: z.object({ ...paging }),
  output: RecordingView,
  collection: 'recordings',
  done: 'Recordings retrieved',
  refusals: [],
})

export const getRecording = operation({
  id: 'getRecording',
  tag: 'Recordings',
  summary: 'Read about one recording.',
  description: 'For those who were there, those who run the room, and whoever may read the messages of the room.',
  access: 'user',
  limit: 'general',
  params: recordingParams,
  output: KnownRecordingView,
  done: 'Recording retrieved',
  refusals: ['recording_not_found'],
})

export const getRecordingFile = operation({
  id: 'getRecordingFile',
  tag: 'Recordings',
  summary: 'Download a recording as a Standard MIDI File.',
  description:
    'Type 1: a track with name, tempo and meter, then a track for each player with name, notes, pedals and programs. ' +
    'Every note ends. Times are right within a millisecond.',
  access: 'user',
  limit: 'general',
  params: recordingParams,
  output: z.object({}),
  file: 'audio/midi',
  done: 'A Standard MIDI File',
  refusals: ['recording_not_found'],
})

export const renameRecording = operation({
  id: 'renameRecording',
  tag: 'Recordings',
  summary: 'Give a recording another name.',
  description: 'For whoever began it, and those who run the room.',
  access: 'user',
  limit: 'general',
  params: recordingParams,
  body: z.object({ name: z.string().describe('1 to 80 characters.').meta({ example: 'Evening' }) }),
  output: KnownRecordingView,
  done: 'Recording renamed',
  refusals: ['recording_not_found', 'not_allowed'],
})

export const deleteRecording = operation({
  id: 'deleteRecording',
  tag: 'Recordings',
  summary: 'Delete a recording for good.',
  description: 'For whoever began it, and those who run the room; not while it runs.',
  access: 'user',
  limit: 'general',
  params: recordingParams,
  output: z.object({}),
  done: 'Recording deleted',
  refusals: ['recording_not_found', 'not_allowed', 'recording_runs'],
})
