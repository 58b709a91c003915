import type { RoomInfo } from '@tutti/client'
import { defaultRoomSettings } from '@tutti/core'
import { expect, test } from 'vitest'
import { changesOf, draftOf } from './room-changes.ts'

const room: RoomInfo = {
  roomId: 'r',
  roomName: 'Late Chopin',
  roomType: 'public',
  ownerId: 'u',
  maxUsers: 20,
  hasPassword: true,
  temporary: false,
  createdAtMs: 0,
  settings: defaultRoomSettings,
}

test('what was not touched is not sent', () => {
  expect(changesOf(room, draftOf(room))).toEqual({})
})

test('only what differs is sent', () => {
  const draft = { ...draftOf(room), roomName: ' Later Chopin ', settings: { ...defaultRoomSettings, allowChat: false } }
  expect(changesOf(room, draft)).toEqual({ roomName: 'Later Chopin', settings: { allowChat: false } })
})

test('an empty password keeps the one there is; an open door takes it away', () => {
  expect(changesOf(room, { ...draftOf(room), password: 'étude' })).toEqual({ password: 'étude' })
  expect(changesOf(room, { ...draftOf(room), password: 'étude', isOpenDoor: true })).toEqual({ password: null })
  expect(changesOf({ ...room, hasPassword: false }, { ...draftOf(room), isOpenDoor: true })).toEqual({})
})
