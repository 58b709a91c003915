import { LeaveCause, RoomType, type OutgoingMember } from '@tutti/protocol/realtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoomsStage, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

async function trio() {
  const [owner, member] = [await stage.member(), await stage.member()]
  const roomId = await stage.openRoom(owner)
  const [ana, bo, cy] = [await stage.connect(owner), await stage.connect(member), await stage.connect()]
  for (const player of [ana, bo, cy]) await player.join(roomId)
  const end = (): void => [ana, bo, cy].forEach((player) => player.kill())
  return { owner, member, roomId, ana, bo, cy, [Symbol.dispose]: end }
}

type Action = NonNullable<Extract<OutgoingMember, { case: 'moderationCommand' }>['value']['action']>
const order = (action: Action, roomId = ''): OutgoingMember => ({
  case: 'moderationCommand',
  value: { action, roomId },
})
const refused = (code: string) => ({ message: { case: 'error', value: { code } } })
const accepted = { message: { case: 'ack' } }

describe('whoever runs the room', () => {
  test('[ROOM-16] kicks: the player is out, and not in again at once', async () => {
    using scene = await trio()
    const kick = order({ case: 'kick', value: { userId: scene.member.userId, reason: 'Too loud' } })

    expect(await scene.ana.ask(kick)).toMatchObject(accepted)

    expect(await scene.bo.next('roomClosed')).toMatchObject({ cause: LeaveCause.KICKED, reason: 'Too loud' })
    expect(await scene.cy.next('participantLeft')).toMatchObject({ cause: LeaveCause.KICKED })
    const again = await scene.bo.ask({ case: 'joinRoomCommand', value: { roomId: scene.roomId } })
    expect(again).toMatchObject(refused('banned_from_room'))
  })

  test('[ROOM-16] bans and lifts the ban', async () => {
    using scene = await trio()
    const { userId } = scene.member
    await scene.ana.ask(order({ case: 'ban', value: { userId, minutes: 60 } }))
    await scene.bo.next('roomClosed')
    const { data } = await stage.ask(`GET /rooms/${scene.roomId}/bans`, scene.owner)
    expect(data['bans']).toMatchObject([{ user_id: userId, ends_at: expect.any(String) }])

    expect(await scene.ana.ask(order({ case: 'unban', value: userId }))).toMatchObject(accepted)

    expect((await scene.bo.join(scene.roomId)).room?.roomId).toBe(scene.roomId)
  })

  test('[ROOM-16] mutes both voices, or one, and gives them back', async () => {
    using scene = await trio()
    const { userId } = scene.member
    await scene.ana.ask(order({ case: 'mute', value: { userId, chat: true, notes: false } }))
    expect(await scene.cy.next('participantUpdated')).toMatchObject({
      participant: { chatMuted: true, notesMuted: false },
    })
    await scene.ana.ask(order({ case: 'mute', value: { userId } }))
    expect(await scene.cy.next('participantUpdated')).toMatchObject({
      participant: { chatMuted: true, notesMuted: true },
    })

    await scene.ana.ask(order({ case: 'unmute', value: userId }))

    expect(await scene.cy.next('participantUpdated')).toMatchObject({
      participant: { chatMuted: false, notesMuted: false },
    })
  })

  test('[ROOM-10] changes the room: what is absent stays', async () => {
    using scene = await trio()
    const value = { roomName: 'Slow chat', maxUsers: 7, settings: { slowModeSeconds: 9, allowGuests: false } }

    expect(await scene.ana.ask(order({ case: 'room', value }))).toMatchObject(accepted)

    const { room } = await scene.bo.next('roomUpdated')
    expect(room).toMatchObject({ roomName: 'Slow chat', maxUsers: 7, roomType: RoomType.PUBLIC, hasPassword: false })
    expect(room?.settings).toMatchObject({ slowModeSeconds: 9, allowGuests: false, allowChat: true })
    const { data } = await stage.ask(`GET /rooms/${scene.roomId}`)
    expect(Object.keys(data['settings'] as object).filter((name) => name.includes('$'))).toEqual([])
  })

  test('[ROOM-17] hands the room over', async () => {
    using scene = await trio()
    await scene.ana.ask(order({ case: 'transfer', value: scene.member.userId }))

    expect(await scene.cy.next('roomUpdated')).toMatchObject({ room: { roomOwner: scene.member.userId } })
    const back = order({ case: 'transfer', value: scene.owner.userId })
    expect(await scene.ana.ask(back)).toMatchObject(refused('not_allowed'))
  })

  test('[CHAT-12] clears the chat of one user', async () => {
    using scene = await trio()
    await scene.bo.ask({ case: 'chatMessage', value: { message: 'Noise' } })
    await scene.ana.ask(order({ case: 'clearChat', value: { userId: scene.member.userId } }))

    expect(await scene.cy.next('chatChange')).toMatchObject({
      change: { case: 'cleared', value: { userId: scene.member.userId, upToRoomSeq: 1n } },
    })
  })

  test('[P-018] acts in another room by its id, as a moderator', async () => {
    using scene = await trio()
    using moderator = await stage.connect(await stage.staff('moderator'))
    const kick = { case: 'kick', value: { userId: scene.member.userId } } as const

    expect(await moderator.ask(order(kick))).toMatchObject(refused('not_in_room'))
    expect(await moderator.ask(order(kick, scene.roomId))).toMatchObject(accepted)
    expect(await moderator.ask(order(kick, 'nowhere00'))).toMatchObject(refused('room_not_found'))
  })
})

test('[S-118] [S-52] a member does none of it, and nothing happens', async () => {
  using scene = await trio()
  const { userId } = scene.owner
  const actions: readonly Action[] = [
    { case: 'kick', value: { userId } },
    { case: 'ban', value: { userId } },
    { case: 'unban', value: userId },
    { case: 'mute', value: { userId } },
    { case: 'unmute', value: userId },
    { case: 'transfer', value: scene.member.userId },
    { case: 'room', value: { roomName: 'Mine' } },
    { case: 'clearChat', value: {} },
  ]

  for (const action of actions) expect(await scene.bo.ask(order(action))).toMatchObject(refused('not_allowed'))
  await scene.ana.settled()

  expect(scene.ana.all('roomUpdated')).toEqual([])
  expect(scene.ana.all('participantUpdated')).toEqual([])
})

test('[S-55] the owner acts on no moderator, nobody on themselves', async () => {
  using scene = await trio()
  const moderator = await stage.staff('moderator')
  for (const { userId } of [moderator, scene.owner]) {
    expect(await scene.ana.ask(order({ case: 'ban', value: { userId } }))).toMatchObject(refused('not_allowed'))
  }
})

test('[S-118] an order that says nothing, or names nobody, is refused', async () => {
  using scene = await trio()
  const empty = await scene.ana.ask({ case: 'moderationCommand', value: {} })

  expect(empty).toMatchObject(refused('unsupported_message'))
  expect(await scene.ana.ask(order({ case: 'kick', value: { userId: 'nobody' } }))).toMatchObject(
    refused('user_not_found'),
  )
  const bad = order({ case: 'room', value: { settings: { slowModeSeconds: 99_999 } } })
  expect(await scene.ana.ask(bad)).toMatchObject(refused('invalid_input'))
})
