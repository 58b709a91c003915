import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { sendMessage } from '../chat/send-message.ts'
import { createRoom } from '../rooms/create-room.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { forgetOld } from './forget-old.ts'

const dayMs = 86_400_000
const forGood = { chatDays: 0, auditDays: 0, guestDays: 0 }

async function aHouse() {
  const ports = createTestPorts({ nowMs: 1_800_000_000_000 })
  const owner = await admitGuest(ports, { username: 'Ana' })
  const guest = await admitGuest(ports, { username: 'Bo' })
  const room = await createRoom(ports, { owner, name: 'A', lifetime: 'temporary' })
  await sendMessage(ports, { room, user: guest, text: 'Hello' })
  const messages = async () => (await ports.messages.latest(room.id, 9)).map(({ text }) => text)
  return { ports, owner, guest, room, messages }
}

test('[CHAT-13] what was said is forgotten after its days, not before', async () => {
  const { ports, messages } = await aHouse()

  ports.clock.advance(2 * dayMs)
  await forgetOld(ports, { ...forGood, chatDays: 2 })
  expect(await messages()).toEqual(['Hello'])
  ports.clock.advance(1)
  await forgetOld(ports, { ...forGood, chatDays: 2 })

  expect(await messages()).toEqual([])
})

test('[USER-11] a guest who is gone is forgotten after its days, unless it owns a room', async () => {
  const { ports, owner, guest, messages } = await aHouse()
  const keeps = { ...forGood, guestDays: 30 }

  ports.clock.advance(30 * dayMs)
  await forgetOld(ports, keeps)
  expect(await ports.users.find(guest.id)).not.toBeNull()
  ports.clock.advance(1)
  await forgetOld(ports, keeps)

  expect(await ports.users.find(guest.id)).toBeNull()
  expect(await ports.users.find(owner.id)).not.toBeNull()
  expect(await messages()).toEqual(['Hello'])
})

test('[CHAT-13] [MOD-10] [USER-11] what is kept for good is kept', async () => {
  const { ports, guest, messages } = await aHouse()

  ports.clock.advance(4000 * dayMs)
  await forgetOld(ports, forGood)

  expect(await messages()).toEqual(['Hello'])
  expect(await ports.users.find(guest.id)).not.toBeNull()
})
