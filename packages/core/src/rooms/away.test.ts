import { aGuest } from '@tutti/testkit/contracts'
import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { createRoom } from './create-room.ts'
import { handOverRoom } from './hand-over-room.ts'
import { LiveRoom } from './live-room.ts'

async function aTrio() {
  const ports = createTestPorts()
  const people = [aGuest({ username: 'Ana' }), aGuest({ username: 'Bo' }), aGuest({ username: 'Cy' })] as const
  for (const guest of people) await ports.users.addGuest(guest)
  const ask = { owner: people[0], name: 'Trio', type: 'public', lifetime: 'temporary', maxUsers: 3 } as const
  const room = await createRoom(ports, ask)
  const live = new LiveRoom(room, 0)
  for (const user of people) live.admit({ user, listens: false, nowMs: 0 })
  return { ports, people, live }
}

test('[ROOM-21] whoever is away keeps its place and its number, and counts', async () => {
  const { live } = await aTrio()
  const away = live.setAway(2, true)

  expect(away).toMatchObject({ number: 2, isAway: true })
  expect(live.setAway(2, true)).toBeUndefined()
  expect([live.players, live.freePlaces, live.size]).toEqual([3, 0, 3])
  expect(live.setAway(2, false)).toMatchObject({ number: 2, isAway: false })
})

test('[ROOM-21] [ROOM-18] the room of an owner who is away goes to somebody who is there', async () => {
  const { ports, live, people } = await aTrio()
  live.setAway(1, true)
  live.setAway(2, true)
  expect([live.holds(people[0].id), live.isAttendedBy(people[0].id)]).toEqual([true, false])

  await handOverRoom(ports, live)

  expect((await ports.rooms.find(live.id))?.ownerId).toBe(people[2].id)
})
