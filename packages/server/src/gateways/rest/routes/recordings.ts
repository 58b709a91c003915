import {
  exportRecordingFile,
  getRecording,
  listOwnRecordings,
  listRoomRecordings,
  removeRecording,
  renameRecording,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { handle, type Route } from '../handle.ts'
import { presentKnownRecording, presentRecording } from '../present/present-recording.ts'

export const recordingRoutes: readonly Route[] = [
  handle(operations.listRoomRecordings, async ({ needs, caller: { user }, params: { roomId }, query }) => {
    const { recordings, total } = await listRoomRecordings(needs, { roomId, user, ...query })
    return { items: recordings.map(presentRecording), ...query, total }
  }),

  handle(operations.listOwnRecordings, async ({ needs, caller: { user }, query }) => {
    const { recordings, total } = await listOwnRecordings(needs, { user, ...query })
    return { items: recordings.map(presentRecording), ...query, total }
  }),

  handle(operations.getRecording, async ({ needs, caller: { user }, params }) =>
    presentKnownRecording(await getRecording(needs, { id: params.recordingId, user })),
  ),

  handle(operations.getRecordingFile, async ({ needs, caller: { user }, params }) => {
    const { name, file } = await exportRecordingFile(needs, { id: params.recordingId, user })
    return { name, bytes: file }
  }),

  handle(operations.renameRecording, async ({ needs, caller: { user }, params, body }) =>
    presentKnownRecording(await renameRecording(needs, { id: params.recordingId, user, name: body.name })),
  ),

  handle(operations.deleteRecording, async ({ needs, caller: { user }, params }) => {
    await removeRecording(needs, { id: params.recordingId, user })
    return {}
  }),
]
