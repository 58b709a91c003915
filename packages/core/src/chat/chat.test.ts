import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { createRoom } from '../rooms/create-room.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { parseChatText } from './chat-text.ts'
import { sendMessage } from './send-message.ts'

async function roomWith(settings = {}) {
  const ports = createTestPorts()
  const ana = await admitGuest(ports, { username: 'Ana' })
  const bo = await admitGuest(ports, { username: 'Bo' })
  const room = await createRoom(ports, { owner: ana, name: 'A', settings, lifetime: 'temporary' })
  return { ports, ana, bo, room }
}

test('[CHAT-1] what is invisible or turns the direction around is not kept', () => {
  expect(parseChatText(' a\u0000b\u202ec\n\nd ')).toBe('abc d')
})

test('[CHAT-1] emoji of several characters stay whole, stacked marks do not', () => {
  expect(parseChatText('👩‍🎤')).toBe('👩‍🎤')
  expect(parseChatText(`e${'\u0332'.repeat(40)}!`)).toBe(`e${'\u0332'.repeat(3)}!`)
})

test.each([
  ['', 'message_empty'],
  [' \u200e ', 'message_empty'],
  ['x'.repeat(501), 'message_too_long'],
])('[CHAT-1] %j is refused', (text, code) => {
  expect(() => parseChatText(text)).toThrow(expect.objectContaining({ code }))
})

test('[CHAT-2] sent again it is the same message, from another user or with another id it is not', async () => {
  const { ports, ana, bo, room } = await roomWith()
  const send = (user: typeof ana, clientMessageId: string) =>
    sendMessage(ports, { room, user, text: 'Hello', clientMessageId })

  const first = await send(ana, 'c-1')
  const again = await send(ana, 'c-1')

  expect(again).toMatchObject({ repeated: true, message: { id: first.message.id, roomSeq: 1 } })
  expect(await send(bo, 'c-1')).toMatchObject({ repeated: false, message: { roomSeq: 2 } })
  expect(await send(ana, 'c-2')).toMatchObject({ repeated: false, message: { roomSeq: 3 } })
})

test('[CHAT-3] where chat is off even the owner is silent', async () => {
  const { ports, ana, room } = await roomWith({ allowChat: false })

  await expect(sendMessage(ports, { room, user: ana, text: 'Hello' })).rejects.toMatchObject({ code: 'chat_disabled' })
})

test('[CHAT-3] where only the owner may chat, the owner does', async () => {
  const { ports, ana, bo, room } = await roomWith({ onlyOwnerCanChat: true })

  await expect(sendMessage(ports, { room, user: bo, text: 'Hello' })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(sendMessage(ports, { room, user: ana, text: 'Hello' })).resolves.toMatchObject({ repeated: false })
})
