import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { sendMessage } from './chat/send-message.ts'
import { createRoom } from './rooms/create-room.ts'
import { admitGuest } from './users/admit-guest.ts'

/** Everything with short ids that come in this order; the last one again and again. */
async function portsWith(...shortIds: readonly string[]) {
  const ports = createTestPorts()
  const user = await admitGuest(ports, { username: 'Ana' })
  const left = [...shortIds]
  const shortId = (): string => (left.length > 1 ? left.shift() : left[0]) ?? ''
  return { ports: { ...ports, ids: { ...ports.ids, shortId } }, user }
}

test('[CHAT-14] a message whose id is taken gets another one', async () => {
  const { ports, user } = await portsWith('room', 'same', 'same', 'other')
  const room = await createRoom(ports, { owner: user, name: 'A', lifetime: 'temporary' })

  const first = await sendMessage(ports, { room, user, text: 'Hello' })
  const second = await sendMessage(ports, { room, user, text: 'again' })

  expect([first.message, second.message]).toMatchObject([
    { id: 'same', roomSeq: 1, text: 'Hello' },
    { id: 'other', roomSeq: 2, text: 'again' },
  ])
})

test('[CHAT-14] a room whose id is taken gets another one, and the first stays as it is', async () => {
  const { ports, user } = await portsWith('same', 'same', 'other')

  const first = await createRoom(ports, { owner: user, name: 'A', lifetime: 'temporary' })
  const second = await createRoom(ports, { owner: user, name: 'B', lifetime: 'temporary' })

  expect([first.id, second.id]).toEqual(['same', 'other'])
  expect(await ports.rooms.find(first.id)).toMatchObject({ name: 'A' })
})

test('[CHAT-14] ids that are always taken are a fault', async () => {
  const { ports, user } = await portsWith('same')
  await createRoom(ports, { owner: user, name: 'A', lifetime: 'temporary' })

  await expect(createRoom(ports, { owner: user, name: 'B', lifetime: 'temporary' })).rejects.toMatchObject({
    name: 'IdTaken',
  })
})
