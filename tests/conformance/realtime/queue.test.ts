import { LeaveCause } from '@tutti/protocol/realtime'
import type { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoomsStage, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

async function attempt(player: TestPlayer, roomId: string, wait = true) {
  const { message } = await player.ask({ case: 'joinRoomCommand', value: { roomId, wait } })
  return message.case === 'error' ? message.value.code : message
}

/** A full lasting room with one place, taken by its owner. */
async function aFullRoom() {
  const owner = await stage.member()
  const id = await stage.openRoom(owner, { max_users: 1 })
  const player = await stage.connect(owner)
  await player.join(id)
  return { id, owner, player, [Symbol.dispose]: () => player.kill() }
}

const position = (at: number, length: number) => ({ case: 'queuePosition', value: { position: at, length } })

test('[ROOM-14] who waits is told the position, and comes in in order when a place is free', async () => {
  using full = await aFullRoom()
  using bo = await stage.connect()
  using cleo = await stage.connect()

  expect(await attempt(bo, full.id)).toMatchObject(position(1, 1))
  expect(await attempt(cleo, full.id)).toMatchObject(position(2, 2))
  await full.player.ask({ case: 'leaveRoomCommand', value: {} })

  expect(await bo.next('roomJoined')).toMatchObject({ room: { roomId: full.id }, participant: 2 })
  expect(await cleo.next('queuePosition')).toMatchObject({ position: 2 })
  expect(await cleo.next('queuePosition')).toMatchObject({ position: 1, length: 1 })
  expect(cleo.all('roomJoined')).toEqual([])
  bo.kill()
  expect(await cleo.next('roomJoined')).toMatchObject({ participant: 3 })
})

test('[ROOM-14] whoever does not wait, or comes later, overtakes nobody', async () => {
  using full = await aFullRoom()
  using bo = await stage.connect()
  using cleo = await stage.connect()
  await attempt(bo, full.id)

  full.player.kill()
  const outcomes = await Promise.all([attempt(cleo, full.id, false), bo.next('roomJoined')])

  expect(outcomes[0]).toBe('room_full')
})

test('[ROOM-14] with a free place nobody waits', async () => {
  const id = await stage.openRoom(await stage.member())
  using bo = await stage.connect()
  expect(await attempt(bo, id)).toMatchObject({ case: 'roomJoined' })
})

test('[ROOM-14] leaving the queue lets the others move up, and one stays in the room one is in', async () => {
  using full = await aFullRoom()
  using bo = await stage.connect()
  using cleo = await stage.connect()
  const { room } = await bo.createRoom()
  await attempt(bo, full.id)
  await attempt(cleo, full.id)

  expect((await bo.ask({ case: 'leaveQueueCommand', value: {} })).message.case).toBe('ack')

  await cleo.next('queuePosition')
  expect(await cleo.next('queuePosition')).toMatchObject({ position: 1, length: 1 })
  expect((await bo.ask({ case: 'leaveQueueCommand', value: {} })).message).toMatchObject({
    case: 'error',
    value: { code: 'not_waiting' },
  })
  expect((await stage.ask(`GET /rooms/${room?.roomId}`)).data['current_users']).toBe(1)
})

test('[ROOM-14] whoever vanishes while waiting does not hold the others up', async () => {
  using full = await aFullRoom()
  using bo = await stage.connect()
  using cleo = await stage.connect()
  await attempt(bo, full.id)
  await attempt(cleo, full.id)

  bo.kill()
  await cleo.next('queuePosition')
  expect(await cleo.next('queuePosition')).toMatchObject({ position: 1 })
  full.player.kill()

  expect(await cleo.next('roomJoined')).toMatchObject({ participants: [{}] })
})

test('[ROOM-14] more places let as many in as there are', async () => {
  using full = await aFullRoom()
  using bo = await stage.connect()
  using cleo = await stage.connect()
  using dan = await stage.connect()
  for (const player of [bo, cleo, dan]) await attempt(player, full.id)

  await stage.ask(`PATCH /rooms/${full.id}`, full.owner, { max_users: 3 })

  await bo.next('roomJoined')
  await cleo.next('roomJoined')
  await expect.poll(() => dan.all('queuePosition').at(-1)?.position).toBe(1)
  expect(dan.all('roomJoined')).toEqual([])
})

test('[ROOM-14] [S-59] whoever is banned waits no more, and a room that ends is waited for no more', async () => {
  using full = await aFullRoom()
  const member = await stage.member()
  using bo = await stage.connect(member)
  using cleo = await stage.connect()
  await attempt(bo, full.id)
  await attempt(cleo, full.id)

  await stage.ask(`POST /rooms/${full.id}/bans`, full.owner, { user_id: member.userId })
  await expect
    .poll(() => bo.all('queuePosition').at(-1))
    .toMatchObject({
      position: 0,
      refusal: { code: 'banned_from_room' },
    })
  await stage.ask(`DELETE /rooms/${full.id}`, full.owner)

  expect(await cleo.next('roomClosed')).toMatchObject({ roomId: full.id, cause: LeaveCause.ROOM_CLOSED })
})

test('[P-070] [S-80] of 50 at once, half of them ready to wait, exactly as many are in as there are places', async () => {
  const owner = await stage.member()
  const id = await stage.openRoom(owner, { max_users: 5 })
  const players = await Promise.all(Array.from({ length: 50 }, () => stage.connect()))

  const outcomes = await Promise.all(players.map((player, index) => attempt(player, id, index % 2 === 0)))

  const joined = outcomes.filter((outcome) => typeof outcome === 'object' && outcome.case === 'roomJoined')
  expect(joined).toHaveLength(5)
  expect((await stage.ask(`GET /rooms/${id}`)).data['current_users']).toBe(5)
  for (const player of players) player.kill()
})

test('[S-80] places that come and go under load are never oversold, and everybody who waits gets one', async () => {
  const id = await stage.openRoom(await stage.member(), { max_users: 3 })
  const players = await Promise.all(Array.from({ length: 20 }, () => stage.connect()))
  let most = 0
  const inside = new Set<TestPlayer>()

  await Promise.all(
    players.map(async (player) => {
      await attempt(player, id)
      await player.next('roomJoined')
      inside.add(player)
      most = Math.max(most, inside.size)
      inside.delete(player)
      await player.ask({ case: 'leaveRoomCommand', value: {} })
    }),
  )

  expect(most).toBeLessThanOrEqual(3)
  for (const player of players) player.kill()
})
