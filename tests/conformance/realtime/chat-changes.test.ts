import { ChatMessageType, type OutgoingMember } from '@tutti/protocol/realtime'
import { type TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

/** An owner, a member and a guest in a room of the owner's. */
async function trio(more: object = {}) {
  const [owner, member] = [await stage.member(), await stage.member()]
  const roomId = await stage.openRoom(owner, more)
  const [ana, bo, guest] = [await stage.connect(owner), await stage.connect(member), await stage.connect()]
  for (const player of [ana, bo, guest]) await player.join(roomId)
  const end = (): void => [ana, bo, guest].forEach((player) => player.kill())
  return { owner, member, roomId, ana, bo, guest, [Symbol.dispose]: end }
}

const chat = (message: string, replyTo = '', clientMessageId = ''): OutgoingMember => ({
  case: 'chatMessage',
  value: { message, replyTo, clientMessageId },
})
const edit = (messageId: string, message: string): OutgoingMember => ({
  case: 'chatChange',
  value: { messageId, change: { case: 'message', value: message } },
})
const remove = (messageId: string): OutgoingMember => ({
  case: 'chatChange',
  value: { messageId, change: { case: 'remove', value: true } },
})

async function say(player: TestPlayer, text: string, replyTo = ''): Promise<string> {
  const { message } = await player.ask(chat(text, replyTo))
  if (message.case !== 'ack') throw new Error(`Not said: ${JSON.stringify(message.value)}`)
  return message.value.messageId
}

const refused = (code: string) => ({ message: { case: 'error', value: { code } } })
const accepted = { message: { case: 'ack' } }

async function changedOf(player: TestPlayer) {
  const { change } = await player.next('chatChange')
  if (change.case !== 'changed') throw new Error(`Not a changed message: ${change.case}`)
  return change.value
}

const history = async (who: Person, roomId: string) =>
  (await stage.ask(`GET /rooms/${roomId}/messages`, who)).data['messages'] as Record<string, unknown>[]

describe('editing and removing', () => {
  test('[CHAT-4] [P-060] an edit reaches everybody in the room, and the history', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Good evning')

    expect(await scene.bo.ask(edit(id, 'Good evening'))).toMatchObject(accepted)

    for (const player of [scene.ana, scene.bo, scene.guest]) {
      expect(await changedOf(player)).toMatchObject({ messageId: id, message: 'Good evening', roomSeq: 1n })
    }
    const [kept] = await history(scene.member, scene.roomId)
    expect(kept).toMatchObject({ message: 'Good evening', removed: false })
    expect(kept?.['edited_at']).toMatch(/^\d{4}-.*Z$/)
  })

  test('[CHAT-4] [S-50] nobody edits what somebody else said', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Mine')

    expect(await scene.ana.ask(edit(id, 'Yours'))).toMatchObject(refused('not_allowed'))
    expect(await scene.guest.ask(edit(id, 'Yours'))).toMatchObject(refused('not_allowed'))
    expect(await scene.bo.ask(edit('nowhere00', 'x'))).toMatchObject(refused('message_not_found'))
  })

  test('[CHAT-4] after a mute nothing is edited, over the socket and over HTTP', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Mine')
    await stage.ask(`PUT /rooms/${scene.roomId}/mutes/${scene.member.userId}`, scene.owner, {
      chat: true,
      notes: false,
    })

    expect(await scene.bo.ask(edit(id, 'Again'))).toMatchObject(refused('muted'))
    const { status } = await stage.ask(`PATCH /rooms/${scene.roomId}/messages/${id}`, scene.member, { message: 'x' })
    expect(status).toBe(403)
  })

  test('[CHAT-4] [S-59] after a ban nothing is edited, over the socket and over HTTP', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Mine')
    await stage.ask(`POST /rooms/${scene.roomId}/bans`, scene.owner, { user_id: scene.member.userId })
    await scene.bo.next('roomClosed')

    expect(await scene.bo.ask(edit(id, 'Again'))).toMatchObject(refused('not_in_room'))
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { message: 'x' } : undefined
      const answer = await stage.ask(`${method} /rooms/${scene.roomId}/messages/${id}`, scene.member, body)
      expect(answer.status).toBe(403)
    }
  })

  test('[CHAT-5] a removed message keeps its place without its text, for whoever comes later too', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Regretted')
    await say(scene.guest, 'A reply', id)

    expect(await scene.ana.ask(remove(id))).toMatchObject(accepted)

    expect(await changedOf(scene.guest)).toMatchObject({ messageId: id, message: '', removed: true, roomSeq: 1n })
    using late = await stage.connect()
    const { history: told } = await late.join(scene.roomId)
    expect(told).toMatchObject([
      { message: '', removed: true },
      { message: 'A reply', replyTo: id, quote: { message: '', removed: true } },
    ])
    expect(JSON.stringify(await history(scene.member, scene.roomId))).not.toContain('Regretted')
  })

  test('[CHAT-5] [MOD-5] a removed message can be reported, with what it said', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Something nasty')
    await scene.bo.ask(remove(id))
    await stage.ask('POST /reports', scene.owner, { message_id: id, reason: 'harassment' })

    const { data } = await stage.ask('GET /moderation/reports', await stage.staff('moderator'))

    expect(JSON.stringify(data)).toContain('Something nasty')
  })

  test('[CHAT-5] [S-52] a member removes nobody elses message, a moderator does', async () => {
    using scene = await trio()
    const id = await say(scene.ana, 'The owner speaks')
    const address = `DELETE /rooms/${scene.roomId}/messages/${id}`

    expect((await stage.ask(address, scene.member)).status).toBe(403)
    expect((await stage.ask(address)).status).toBe(401)
    expect((await stage.ask(address, await stage.guest())).status).toBe(403)
    expect(await stage.ask(address, await stage.staff('moderator'))).toMatchObject({
      status: 200,
      data: { message: '', removed: true },
    })
  })

  test('[CHAT-4] over HTTP the author edits as over the socket', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Helo')

    const answer = await stage.ask(`PATCH /rooms/${scene.roomId}/messages/${id}`, scene.member, { message: 'Hello' })

    expect(answer).toMatchObject({ status: 200, data: { message_id: id, message: 'Hello' } })
    expect(await changedOf(scene.guest)).toMatchObject({ message: 'Hello' })
    expect(
      (await stage.ask(`PATCH /rooms/${scene.roomId}/messages/${id}`, scene.member, { message: ' ' })).status,
    ).toBe(400)
  })

  test('[CHAT-4] joining amid edits: nobody keeps a text that is out of date', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'v0')
    const edits = Array.from({ length: 30 }, (_, index) => scene.bo.ask(edit(id, `v${index + 1}`)))
    const late = await Promise.all(Array.from({ length: 5 }, () => stage.connect()))
    const arrivals = await Promise.all(late.map((player) => player.join(scene.roomId)))
    await Promise.all(edits)
    await Promise.all(late.map((player) => player.settled()))

    for (const [index, player] of late.entries()) {
      const changes = player.all('chatChange').flatMap(({ change }) => (change.case === 'changed' ? change.value : []))
      const seen = [...(arrivals[index]?.history ?? []), ...changes]
      expect(seen.at(-1)?.message).toBe('v30')
      player.kill()
    }
  })
})

describe('answers and mentions', () => {
  test('[CHAT-6] [CHAT-7] an answer carries its quote, and a mention the user', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Shall we take it slower?')
    const { data } = await stage.ask('GET /users/profile', scene.member)

    await say(scene.ana, `@${String(data['username'])} yes`, id)

    const heard = await scene.guest.next('chatMessage').then(() => scene.guest.next('chatMessage'))
    expect(heard).toMatchObject({
      replyTo: id,
      quote: { message: 'Shall we take it slower?', username: data['username'], removed: false },
      mentions: [scene.member.userId],
    })
  })

  test('[CHAT-6] [S-50] a message of another room is not quoted', async () => {
    using here = await trio()
    using there = await trio()
    const id = await say(here.ana, 'Secret')

    expect(await there.ana.ask(chat('Look', id))).toMatchObject(refused('message_not_found'))
  })
})

describe('what the room allows', () => {
  test('[CHAT-8] [P-070] slow mode makes a member wait, by REST and by socket', async () => {
    using scene = await trio({ settings: { slow_mode_seconds: 60 } })
    await say(scene.bo, 'One')
    await say(scene.ana, 'Mine')

    const { message } = await scene.bo.ask(chat('Two'))
    expect(message).toMatchObject({ case: 'error', value: { code: 'slow_mode', number: 10_029 } })
    expect(message.case === 'error' && message.value.retryAfterMs).toBeGreaterThan(50_000)
    await say(scene.ana, 'Mine again')

    await stage.ask(`PATCH /rooms/${scene.roomId}`, scene.owner, { settings: { slow_mode_seconds: 0 } })
    await say(scene.bo, 'Two')
  })

  test('[CHAT-8] whoever leaves and comes back waits all the same', async () => {
    using scene = await trio({ settings: { slow_mode_seconds: 60 } })
    await say(scene.bo, 'One')
    await scene.bo.ask({ case: 'leaveRoomCommand', value: {} })
    await scene.bo.join(scene.roomId)

    expect(await scene.bo.ask(chat('Two'))).toMatchObject(refused('slow_mode'))
  })

  test.each([-1, 3_601, 1.5, 'x'])('[CHAT-8] [ROOM-10] %j seconds are refused', async (slow) => {
    using scene = await trio()
    const answer = await stage.ask(`PATCH /rooms/${scene.roomId}`, scene.owner, {
      settings: { slow_mode_seconds: slow },
    })

    expect(answer.status).toBe(400)
  })

  test('[CHAT-9] [P-070] auto_moderation masks words, leaves links and emoji, and refuses slurs', async () => {
    using scene = await trio({ settings: { auto_moderation: true } })

    await say(scene.bo, 'sh1t 🎹 https://example.com/shit')
    expect((await scene.guest.next('chatMessage')).message).toBe('**** 🎹 https://example.com/shit')
    expect((await scene.bo.next('chatMessage')).message).toBe('**** 🎹 https://example.com/shit')
    expect(await scene.bo.ask(chat('you faggots'))).toMatchObject(refused('message_refused'))
    expect(await scene.bo.ask(chat('/me says n1gger'))).toMatchObject(refused('message_refused'))
  })

  test('[P-070] without it everything is said', async () => {
    using scene = await trio()
    await say(scene.bo, 'shit')

    expect((await scene.guest.next('chatMessage')).message).toBe('shit')
  })

  test('[S-113] direction overrides and controls do not survive an edit either', async () => {
    using scene = await trio()
    const id = await say(scene.bo, 'Hello')
    await scene.bo.ask(edit(id, 'a\u202e\u0000b\u2066c'))

    expect(await changedOf(scene.ana)).toMatchObject({ message: 'abc' })
    expect(await scene.bo.ask(edit(id, '🎹'.repeat(500)))).toMatchObject(accepted)
    expect(await scene.bo.ask(edit(id, '🎹'.repeat(501)))).toMatchObject(refused('message_too_long'))
  })
})

describe('commands', () => {
  test('[CHAT-10] /me and /roll are for everybody, in the order of the room', async () => {
    using scene = await trio()
    await say(scene.bo, '/me waves')
    await say(scene.bo, '/roll 2d6')

    expect(await scene.guest.next('chatMessage')).toMatchObject({ message: 'waves', emote: true, roomSeq: 1n })
    const rolled = {
      messageType: ChatMessageType.SYSTEM,
      message: expect.stringMatching(/ rolls 2d6: \d \+ \d = \d+$/),
    }
    expect(await scene.guest.next('chatMessage')).toMatchObject({ ...rolled, roomSeq: 2n })
    expect(scene.bo.all('chatMessage').at(-1)).toMatchObject(rolled)
  })

  test('[CHAT-10] what a command answers is told to whoever gave it alone', async () => {
    using scene = await trio()
    await scene.bo.ask(chat('/help'))
    await scene.guest.settled()

    const lines = scene.bo.all('chatMessage')
    expect(lines[0]).toMatchObject({ messageType: ChatMessageType.SYSTEM, roomSeq: 0n })
    expect(scene.guest.all('chatMessage')).toEqual([])
  })

  test('[CHAT-10] /nick renames a guest for everybody', async () => {
    using scene = await trio()
    await scene.guest.ask(chat('/nick Calm Owl'))

    expect(await scene.ana.next('participantUpdated')).toMatchObject({
      participant: { user: { username: 'Calm Owl' } },
    })
    expect(await scene.bo.ask(chat('/nick Calm Owl'))).toMatchObject(refused('not_allowed'))
  })

  test('[CHAT-10] /kick, /mute and /slow act like the operations; [S-118] for those who run the room alone', async () => {
    using scene = await trio()
    for (const line of ['/kick #1', '/mute #1', '/slow 5', '/clear']) {
      expect(await scene.bo.ask(chat(line))).toMatchObject(refused('not_allowed'))
    }
    await scene.ana.ask(chat('/mute #2 5'))
    expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { chatMuted: true } })
    await scene.ana.ask(chat('/slow 5'))
    expect(await scene.bo.next('roomUpdated')).toMatchObject({ room: { settings: { slowModeSeconds: 5 } } })
    await scene.ana.ask(chat('/kick #2 enough'))
    expect(await scene.bo.next('roomClosed')).toMatchObject({ reason: 'enough' })
  })

  test('[CHAT-12] /clear empties the room for everybody', async () => {
    using scene = await trio()
    await say(scene.bo, 'Noise')
    await scene.ana.ask(chat('/clear'))

    const { change } = await scene.guest.next('chatChange')
    expect(change).toMatchObject({ case: 'cleared', value: { upToRoomSeq: 1n, userId: '' } })
    expect(await history(scene.member, scene.roomId)).toMatchObject([{ message: '', removed: true }])
  })

  test('[CHAT-11] a command that nobody knows is said; a slip is not', async () => {
    using scene = await trio()
    await scene.bo.ask(chat('/mgs #1 a secret'))
    await say(scene.bo, '/weather Leipzig')

    expect(await scene.guest.next('chatMessage')).toMatchObject({ message: '/weather Leipzig', roomSeq: 1n })
  })
})
