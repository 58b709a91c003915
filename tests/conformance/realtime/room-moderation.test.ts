import { ChatMessageType, LeaveCause, NotesOffCause } from '@tutti/protocol/realtime'
import type { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'
import { press } from './notes.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

async function refusal(player: TestPlayer, roomId: string, value = {}): Promise<string> {
  const { message } = await player.ask({ case: 'joinRoomCommand', value: { roomId, ...value } })
  return message.case === 'error' ? message.value.code : String(message.case)
}

/** Owner and member, both in a lasting room of the owner's. */
async function aRoomOfTwo(more = {}) {
  const [owner, member] = [await stage.member(), await stage.member()]
  const id = await stage.openRoom(owner, more)
  const ana = await stage.connect(owner)
  const bo = await stage.connect(member)
  await ana.join(id)
  await bo.join(id)
  const close = (): void => {
    ana.kill()
    bo.kill()
  }
  return { id, owner, member, ana, bo, [Symbol.dispose]: close }
}

const room = (id: string, path = '') => `/rooms/${id}${path}`

describe('what is done over HTTP shows on the sockets', () => {
  test('[P-041] a changed room is told to everybody in it', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, ana, bo } = scene

    await stage.ask(`PUT ${room(id)}`, owner, { room_name: 'Renamed', max_users: 3, settings: { note_quota: 7 } })

    for (const player of [ana, bo]) {
      expect(await player.next('roomUpdated')).toMatchObject({
        room: { roomId: id, roomName: 'Renamed', maxUsers: 3, settings: { noteQuota: 7, allowChat: true } },
      })
    }
  })

  test('[P-042] a deleted room is closed for everybody in it, and nobody is in it then', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, ana, bo } = scene

    await stage.ask(`DELETE ${room(id)}`, owner)

    for (const player of [ana, bo]) {
      expect(await player.next('roomClosed')).toMatchObject({ roomId: id, cause: LeaveCause.ROOM_CLOSED })
    }
    const { message } = await bo.ask({ case: 'chatMessage', value: { message: 'Hello?' } })
    expect(message).toMatchObject({ case: 'error', value: { code: 'not_in_room' } })
    expect(await refusal(bo, id)).toBe('room_not_found')
  })

  test('[P-070] the switches bind those who are in the room already', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, ana, bo } = scene
    bo.play(press(60))
    await ana.next('midiMessage')

    await stage.ask(`PATCH ${room(id)}`, owner, { settings: { only_owner_can_play: true, allow_chat: false } })

    expect(await ana.next('notesOff')).toMatchObject({ participant: 2, cause: NotesOffCause.MUTED })
    expect(await bo.next('participantUpdated')).toMatchObject({ participant: { participant: 2, mayPlay: false } })
    bo.play(press(62), 2)
    expect(await bo.next('error')).toMatchObject({ code: 'not_allowed' })
    const { message } = await ana.ask({ case: 'chatMessage', value: { message: 'Hello?' } })
    expect(message).toMatchObject({ case: 'error', value: { code: 'chat_disabled' } })

    await stage.ask(`PATCH ${room(id)}`, owner, { settings: { only_owner_can_play: false, only_owner_can_chat: true } })
    expect(await bo.next('participantUpdated')).toMatchObject({ participant: { mayPlay: true } })
  })

  test('[P-070] a new quota counts from now on', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, bo } = scene
    await stage.ask(`PATCH ${room(id)}`, owner, { settings: { note_quota: 1 } })
    await bo.next('roomUpdated')

    for (const key of [60, 61, 62, 63, 64]) bo.play(press(key), key)

    expect(await bo.next('quota')).toMatchObject({ dropped: 1 })
  })

  test('[P-070] [ROOM-13] with fewer places everybody stays, and nobody comes in until there is one', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, ana, bo } = scene
    using cleo = await stage.connect()

    await stage.ask(`PATCH ${room(id)}`, owner, { max_users: 1 })
    await bo.next('roomUpdated')

    expect(await refusal(cleo, id)).toBe('room_full')
    expect((await stage.ask(`GET ${room(id)}`)).data).toMatchObject({ current_users: 2, max_users: 1 })
    bo.kill()
    await ana.next('participantLeft')
    expect(await refusal(cleo, id)).toBe('room_full')
    ana.kill()
    await expect.poll(() => refusal(cleo, id)).toBe('roomJoined')
  })

  test('[P-070] [ROOM-13] guests who are inside stay when guests are admitted no more', async () => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)
    using inside = await stage.connect()
    using outside = await stage.connect()
    await inside.join(id)

    await stage.ask(`PATCH ${room(id)}`, owner, { settings: { allow_guests: false } })
    await inside.next('roomUpdated')

    expect(await refusal(outside, id)).toBe('guests_not_allowed')
    const { message } = await inside.ask({ case: 'chatMessage', value: { message: 'Still here' } })
    expect(message.case).toBe('ack')
  })

  test('[P-020] [P-017] a role that is gone opens no door, also over a socket that was open before', async () => {
    const pro = await stage.staff('pro')
    const id = await stage.openRoom(await stage.staff('pro'), { room_type: 'pro' })
    using player = await stage.connect(pro)
    expect(await refusal(player, id)).toBe('roomJoined')
    await player.ask({ case: 'leaveRoomCommand', value: {} })

    await stage.grant(pro, ['member'])

    expect(await refusal(player, id)).toBe('pro_required')
  })

  test('[ROOM-17] a new owner is one at once', async () => {
    using scene = await aRoomOfTwo({ settings: { only_owner_can_play: true } })
    const { id, owner, member, ana, bo } = scene

    await stage.ask(`POST ${room(id, '/owner')}`, owner, { user_id: member.userId })

    expect(await ana.next('roomUpdated')).toMatchObject({ room: { roomOwner: member.userId } })
    const changes = [await bo.next('participantUpdated'), await bo.next('participantUpdated')]
    expect(changes).toMatchObject([
      { participant: { participant: 1, owner: false, mayPlay: false } },
      { participant: { participant: 2, owner: true, mayPlay: true } },
    ])
  })
})

describe('moving people out', () => {
  test.each([
    ['kick', { reason: 'Too loud' }, LeaveCause.KICKED, 200],
    ['bans', { reason: 'Too loud', minutes: 5 }, LeaveCause.BANNED, 201],
  ])('[P-018] [S-59] %s: the others see it, the user is told and stays out', async (path, body, cause, status) => {
    using scene = await aRoomOfTwo()
    const { id, owner, member, ana, bo } = scene
    bo.play(press(60))
    await ana.next('midiMessage')

    const answer = await stage.ask(`POST ${room(id, `/${path}`)}`, owner, { user_id: member.userId, ...body })

    expect(answer.status).toBe(status)
    expect(await ana.next('notesOff')).toMatchObject({ participant: 2, cause: NotesOffCause.KICKED })
    expect(await ana.next('participantLeft')).toMatchObject({ participant: 2, cause })
    expect(await bo.next('roomClosed')).toMatchObject({ roomId: id, cause, reason: 'Too loud' })
    using again = await stage.connect(member)
    expect(await refusal(again, id)).toBe('banned_from_room')
    expect(again.all('roomJoined')).toEqual([])
    expect((await stage.ask(`GET ${room(id)}`)).data['current_users']).toBe(1)
  })

  test('[S-59] every connection of a banned user goes, a moderator may do it, and it is lifted', async () => {
    const [owner, member, moderator] = [await stage.member(), await stage.member(), await stage.staff('moderator')]
    const id = await stage.openRoom(owner)
    using one = await stage.connect(member)
    using two = await stage.connect(member)
    await one.join(id)
    await two.join(id, { listen: true })

    await stage.ask(`POST ${room(id, '/bans')}`, moderator, { user_id: member.userId })

    await one.next('roomClosed')
    await two.next('roomClosed')
    await stage.ask(`DELETE ${room(id, `/bans/${member.userId}`)}`, owner)
    expect(await refusal(one, id)).toBe('roomJoined')
  })

  test('[S-59] a guest is known by the guest id, on another connection too', async () => {
    const [owner, guest] = [await stage.member(), await stage.guest()]
    const id = await stage.openRoom(owner)
    await stage.ask(`POST ${room(id, '/bans')}`, owner, { user_id: guest.userId })

    using again = await stage.connect(guest)
    using other = await stage.connect()

    expect(await refusal(again, id)).toBe('banned_from_room')
    expect(await refusal(other, id)).toBe('roomJoined')
  })

  test('[S-118] [P-015] a guest runs the temporary room of its own, and no other', async () => {
    const [owner, guest] = [await stage.guest(), await stage.guest()]
    using ana = await stage.connect(owner)
    using bo = await stage.connect(guest)
    const { room: opened } = await ana.createRoom()
    const id = opened?.roomId ?? ''
    await bo.join(id)

    const kick = (by: Person, { userId }: Person) => stage.ask(`POST ${room(id, '/kick')}`, by, { user_id: userId })
    expect((await kick(guest, owner)).status).toBe(403)
    expect((await kick(owner, guest)).status).toBe(200)
    expect(await bo.next('roomClosed')).toMatchObject({ cause: LeaveCause.KICKED })
  })

  test('[S-59] bans and mutes survive a restart', async () => {
    await using other = await openRoomsStage()
    const [owner, banned, muted] = [await other.member(), await other.member(), await other.member()]
    const id = await other.openRoom(owner)
    await other.ask(`POST ${room(id, '/bans')}`, owner, { user_id: banned.userId })
    await other.ask(`PUT ${room(id, `/mutes/${muted.userId}`)}`, owner, {})

    await other.restart()

    using out = await other.connect(banned)
    using quiet = await other.connect(muted)
    expect(await refusal(out, id)).toBe('banned_from_room')
    const { participants } = await quiet.join(id)
    expect(participants).toMatchObject([{ mayPlay: false, notesMuted: true, chatMuted: true }])
  })
})

describe('taking the voice', () => {
  test('[ROOM-16] muted notes end once and are heard no more, chat goes on', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, member, ana, bo } = scene
    bo.play(press(60))
    await ana.next('midiMessage')

    await stage.ask(`PUT ${room(id, `/mutes/${member.userId}`)}`, owner, { notes: true, chat: false })

    expect(await ana.next('notesOff')).toMatchObject({ participant: 2, cause: NotesOffCause.MUTED })
    expect(await bo.next('participantUpdated')).toMatchObject({
      participant: { mayPlay: false, notesMuted: true, chatMuted: false },
    })
    bo.play(press(62), 2)
    expect(await bo.next('error')).toMatchObject({ code: 'muted' })
    expect((await bo.ask({ case: 'chatMessage', value: { message: 'Sorry' } })).message.case).toBe('ack')
    await ana.settled()
    expect([ana.all('midiMessage').length, ana.all('notesOff').length]).toEqual([1, 1])

    await stage.ask(`DELETE ${room(id, `/mutes/${member.userId}`)}`, owner)
    expect(await bo.next('participantUpdated')).toMatchObject({ participant: { mayPlay: true, notesMuted: false } })
  })

  test('[ROOM-16] muted chat is refused, notes go on', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, member, ana, bo } = scene

    await stage.ask(`PUT ${room(id, `/mutes/${member.userId}`)}`, owner, { notes: false, chat: true })

    const { message } = await bo.ask({ case: 'chatMessage', value: { message: 'But' } })
    expect(message).toMatchObject({ case: 'error', value: { code: 'muted' } })
    bo.play(press(60))
    expect(await ana.next('midiMessage')).toMatchObject({ participant: 2 })
  })
})

describe('the greeting', () => {
  test('[P-070] a welcome message is told to whoever joins, to nobody else, and is kept nowhere', async () => {
    using scene = await aRoomOfTwo({ settings: { welcome_message: 'Be kind' } })
    const { id, owner, ana, bo } = scene

    expect(await bo.next('chatMessage')).toMatchObject({
      message: 'Be kind',
      messageType: ChatMessageType.SYSTEM,
      roomSeq: 0n,
      messageId: expect.stringMatching(/^[\w-]{9}$/),
    })
    await ana.settled()
    expect(ana.all('chatMessage')).toHaveLength(1)
    expect((await stage.ask(`GET ${room(id, '/messages')}`, owner)).data['messages']).toEqual([])
  })
})

describe('the owner is gone', () => {
  test('[ROOM-18] [P-067] a temporary room whose guest owner left goes to whoever is there longest', async () => {
    const [owner, next, last] = [await stage.guest(), await stage.guest(), await stage.member()]
    using ana = await stage.connect(owner)
    using bo = await stage.connect(next)
    using cleo = await stage.connect(last)
    const { room: opened } = await ana.createRoom()
    const id = opened?.roomId ?? ''
    await bo.join(id)
    await cleo.join(id)

    await ana.ask({ case: 'leaveRoomCommand', value: {} })

    expect(await cleo.next('roomUpdated')).toMatchObject({ room: { roomOwner: next.userId } })
    expect(await bo.next('participantUpdated')).toMatchObject({ participant: { participant: 2, owner: true } })
    expect((await stage.ask(`GET ${room(id)}`)).data['room_owner']).toBe(next.userId)
  })

  test('[ROOM-18] the room of a deleted account goes to an account that is there, or to nobody', async () => {
    using scene = await aRoomOfTwo()
    const { id, owner, member, bo } = scene
    const empty = await stage.openRoom(owner)

    const { status } = await stage.ask('DELETE /users/profile', owner, { password: 'Nocturne-9-2' })

    expect(status).toBe(200)
    expect(await bo.next('roomUpdated')).toMatchObject({ room: { roomOwner: member.userId } })
    expect((await stage.ask(`GET ${room(id)}`)).data['room_owner']).toBe(member.userId)
    expect((await stage.ask(`GET ${room(empty)}`)).data['room_owner']).toBeNull()
  })

  test('[ROOM-18] an account keeps its room', async () => {
    const [owner, guest] = [await stage.member(), await stage.guest()]
    using ana = await stage.connect(owner)
    using bo = await stage.connect(guest)
    const { room: opened } = await ana.createRoom()
    await bo.join(opened?.roomId ?? '')

    await ana.ask({ case: 'leaveRoomCommand', value: {} })
    await bo.next('participantLeft')
    await bo.settled()

    expect((await stage.ask(`GET ${room(opened?.roomId ?? '')}`)).data['room_owner']).toBe(owner.userId)
  })
})
