import { expect, test } from 'vitest'
import { findRoomId, parseRoute, personPathOf, roomPathOf } from './route.ts'

test('the root is home', () => {
  expect(parseRoute('/')).toEqual({ page: 'home' })
})

test('a room path names its room, and is made from it', () => {
  expect(parseRoute(roomPathOf('room_a-1'))).toEqual({ page: 'room', roomId: 'room_a-1' })
})

test('a path that is not ours leads nowhere', () => {
  expect(parseRoute('/r/')).toEqual({ page: 'nowhere', path: '/r/' })
  expect(parseRoute('/r/%E0%A4%A')).toEqual({ page: 'nowhere', path: '/r/%E0%A4%A' })
})

test('a pasted link, path or id finds the room', () => {
  expect(findRoomId(' https://piano.example/r/room_abc?x=1 ')).toBe('room_abc')
  expect(findRoomId('/r/room_abc')).toBe('room_abc')
  expect(findRoomId('room_abc')).toBe('room_abc')
})

test('pasted prose finds no room', () => {
  expect(findRoomId('my favourite room')).toBeUndefined()
  expect(findRoomId('https://piano.example/')).toBeUndefined()
})

test('a person has a page, under the name as it is written', () => {
  expect(parseRoute(personPathOf('clara.w'))).toEqual({ page: 'person', username: 'clara.w' })
})

test('settings, administration and the links of mails have pages', () => {
  for (const page of ['settings', 'admin', 'verify', 'reset']) expect(parseRoute(`/${page}`)).toEqual({ page })
  expect(parseRoute('/settings/')).toEqual({ page: 'settings' })
})
