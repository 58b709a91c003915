import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount } from '@tutti/testkit/contracts'
import { describe, expect, test } from 'vitest'
import { messageId } from '../ids.ts'
import { createRoom } from '../rooms/create-room.ts'
import { LiveRooms } from '../rooms/live-rooms.ts'
import { muteUser } from '../rooms/mute-user.ts'
import { banUser } from '../rooms/ban-user.ts'
import { readMessages } from '../rooms/look-inside.ts'
import { fileReport } from '../moderation/file-report.ts'
import type { User } from '../users/user.ts'
import { editMessage } from './edit-message.ts'
import { findMentions } from './find-mentions.ts'
import { clearMessages, removeMessage } from './remove-message.ts'
import { sendMessage } from './send-message.ts'

async function scene(settings = {}) {
  const ports = { ...createTestPorts(), liveRooms: new LiveRooms() }
  const ana = anAccount({ username: 'Ana' })
  const bo = anAccount({ username: 'Bo' })
  const admin = anAccount({ username: 'Ada', roles: ['member', 'admin'] })
  for (const user of [ana, bo, admin]) await ports.users.addAccount(user, 'hash')
  const room = await createRoom(ports, { owner: ana, name: 'A', settings, lifetime: 'lasting' })
  const live = ports.liveRooms.open(room, 0)
  for (const user of [ana, bo]) live.admit({ user, listens: false, nowMs: 0 })
  const say = (user: User, text: string, more = {}) => sendMessage(ports, { room, live, user, text, ...more })
  const edit = (user: User, id: string, text: string) =>
    editMessage(ports, { roomId: room.id, messageId: messageId(id), user, text })
  const remove = (user: User, id: string) => removeMessage(ports, { roomId: room.id, messageId: messageId(id), user })
  return { ports, ana, bo, admin, room, live, say, edit, remove }
}

describe('editing', () => {
  test('[CHAT-4] an edited message has its new text and when, and the room is told', async () => {
    const { ports, bo, say, edit } = await scene()
    const { message } = await say(bo, 'Good evning')
    ports.clock.advance(60_000)

    const edited = await edit(bo, message.id, ' Good evening ')

    expect(edited).toMatchObject({ id: message.id, text: 'Good evening', editedAtMs: 61_000, roomSeq: 1 })
    expect(ports.published.at(-1)).toEqual({ type: 'message_changed', message: edited })
  })

  test('[CHAT-4] neither the owner nor an admin edits what somebody else said', async () => {
    const { ana, bo, admin, say, edit } = await scene()
    const { message } = await say(bo, 'Mine')

    await expect(edit(ana, message.id, 'Yours')).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(edit(admin, message.id, 'Yours')).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('[CHAT-4] after 15 minutes it stands', async () => {
    const { ports, bo, say, edit } = await scene()
    const { message } = await say(bo, 'Mine')
    ports.clock.advance(900_000)
    await edit(bo, message.id, 'Still mine')
    ports.clock.advance(1)

    await expect(edit(bo, message.id, 'No')).rejects.toMatchObject({ code: 'message_not_editable' })
  })

  test('[CHAT-4] whoever was muted or banned meanwhile edits nothing', async () => {
    const { ports, ana, bo, room, live, say, edit } = await scene()
    const { message } = await say(bo, 'Mine')
    const who = { roomId: room.id, user: ana, userId: bo.id }
    await muteUser(ports, { ...who, chat: true, notes: false })
    await expect(edit(bo, message.id, 'No')).rejects.toMatchObject({ code: 'muted' })

    await banUser(ports, who)
    live.dismiss(2)
    await expect(edit(bo, message.id, 'No')).rejects.toMatchObject({ code: 'banned_from_room' })
  })

  test('[CHAT-4] [CHAT-9] what is said anew is looked at like the first time', async () => {
    const { bo, say, edit } = await scene({ autoModeration: true })
    const { message } = await say(bo, 'Fine')

    expect(await edit(bo, message.id, 'darn it')).toMatchObject({ text: '**** it' })
    await expect(edit(bo, message.id, 'slur')).rejects.toMatchObject({ code: 'message_refused' })
    await expect(edit(bo, message.id, 'x'.repeat(501))).rejects.toMatchObject({ code: 'message_too_long' })
  })

  test('[CHAT-4] a message of another room is not there', async () => {
    const { ports, bo, say } = await scene()
    const { message } = await say(bo, 'Mine')
    const other = await createRoom(ports, { owner: bo, name: 'B', lifetime: 'lasting' })

    const editing = editMessage(ports, { roomId: other.id, messageId: message.id, user: bo, text: 'No' })

    await expect(editing).rejects.toMatchObject({ code: 'message_not_found' })
  })
})

describe('removing', () => {
  test('[CHAT-5] a removed message keeps its place, its text only for a report', async () => {
    const { ports, ana, bo, room, say, remove } = await scene()
    const { message } = await say(bo, 'Regretted')
    await remove(bo, message.id)

    const [seen] = await readMessages(ports, { roomId: room.id, user: ana, limit: 10 })
    const report = await fileReport(ports, { reporter: ana, messageId: message.id, reason: 'spam' })

    expect(seen).toMatchObject({ text: '', roomSeq: 1, removedAtMs: 1_000 })
    expect(report.context.message?.text).toBe('Regretted')
  })

  test('[CHAT-5] the owner removes what players say, and not what an admin says', async () => {
    const { ana, bo, admin, say, remove } = await scene()
    const { message: players } = await say(bo, 'Noise')
    const { message: admins } = await say(admin, 'Please stop')

    await expect(remove(bo, admins.id)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(remove(ana, admins.id)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(remove(ana, players.id)).resolves.toMatchObject({ removedAtMs: 1_000 })
  })

  test('[CHAT-5] removed twice it is told once; removed, it is not edited', async () => {
    const { ports, bo, say, edit, remove } = await scene()
    const { message } = await say(bo, 'Noise')
    await remove(bo, message.id)
    await remove(bo, message.id)

    expect(ports.published.filter(({ type }) => type === 'message_changed')).toHaveLength(1)
    await expect(edit(bo, message.id, 'Again')).rejects.toMatchObject({ code: 'message_not_found' })
  })

  test('[CHAT-12] clearing is for those who run the room; of one user it leaves the others', async () => {
    const { ports, ana, bo, room, say } = await scene()
    await say(ana, 'Mine')
    await say(bo, 'Yours')

    await expect(clearMessages(ports, { roomId: room.id, user: bo })).rejects.toMatchObject({ code: 'not_allowed' })
    await clearMessages(ports, { roomId: room.id, user: ana, userId: bo.id })
    const texts = (await readMessages(ports, { roomId: room.id, user: ana, limit: 10 })).map(({ text }) => text)

    expect(texts).toEqual(['Mine', ''])
    expect(ports.published.at(-1)).toMatchObject({ type: 'messages_cleared', upToRoomSeq: 2, userId: bo.id })
  })
})

describe('answering and mentioning', () => {
  test('[CHAT-6] an answer quotes what the other message says now, and nothing of a removed one', async () => {
    const { ports, ana, bo, room, say, edit, remove } = await scene()
    const { message: first } = await say(bo, 'Slwer?')
    const { message: answer } = await say(ana, 'Yes', { replyTo: first.id })
    const quoted = async () => (await readMessages(ports, { roomId: room.id, user: bo, limit: 1 }))[0]?.replyTo

    expect(answer.replyTo).toMatchObject({ messageId: first.id, text: 'Slwer?' })
    await edit(bo, first.id, 'Slower?')
    expect(await quoted()).toMatchObject({ text: 'Slower?', isRemoved: false })
    await remove(bo, first.id)
    expect(await quoted()).toMatchObject({ text: '', isRemoved: true })
    await expect(say(ana, 'Hm', { replyTo: first.id })).rejects.toMatchObject({ code: 'message_not_found' })
  })

  test('[CHAT-6] what was said in another room is not quoted', async () => {
    const { ports, bo, say } = await scene()
    const { message } = await say(bo, 'Secret')
    const other = await createRoom(ports, { owner: bo, name: 'B', lifetime: 'lasting' })

    const answering = sendMessage(ports, { room: other, user: bo, text: 'See', replyTo: message.id })

    await expect(answering).rejects.toMatchObject({ code: 'message_not_found' })
  })

  const heron = aGuest({ username: 'Mellow Heron' })
  const mellow = aGuest({ username: 'Mellow' })
  const bo = anAccount({ username: 'Bo' })
  const present = [heron, mellow, bo].map((user) => ({ user }))

  test.each([
    ['@bo', [bo]],
    ['hey @Mellow Heron and @BO!', [heron, bo]],
    ['@Mellow, hi', [mellow]],
    ['@Bob @Bo_ ana@bo.example', []],
    ['nobody', []],
  ])('[CHAT-7] %j', (text, users) => {
    expect(findMentions(text, present)).toEqual(users.map(({ id }) => id))
  })

  test('[CHAT-7] [S-113] a flood of signs calls ten at most', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => ({ user: aGuest({ username: `u${index}` }) }))
    const text = crowd.map(({ user }) => `@${user.username}`).join(' ')

    expect(findMentions(text, crowd)).toHaveLength(10)
    expect(findMentions('@'.repeat(500), crowd)).toEqual([])
  })
})

describe('slow mode', () => {
  test('[CHAT-8] a user waits between two messages and is told how long', async () => {
    const { ports, bo, say } = await scene({ slowModeSeconds: 10 })
    await say(bo, 'One')
    ports.clock.advance(4_000)

    await expect(say(bo, 'Two')).rejects.toMatchObject({ code: 'slow_mode', about: { retryAfterMs: 6_000 } })
    ports.clock.advance(6_000)
    await expect(say(bo, 'Two')).resolves.toMatchObject({ repeated: false })
  })

  test('[CHAT-8] of two at once one is said', async () => {
    const { bo, say } = await scene({ slowModeSeconds: 10 })

    const said = await Promise.allSettled([say(bo, 'One'), say(bo, 'Two')])

    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('[CHAT-8] [CHAT-2] the same message again waits for nothing; one that was refused costs nothing', async () => {
    const { bo, say } = await scene({ slowModeSeconds: 10 })
    await expect(say(bo, 'No', { replyTo: messageId('nowhere00') })).rejects.toMatchObject({
      code: 'message_not_found',
    })
    await say(bo, 'One', { clientMessageId: 'c-1' })

    await expect(say(bo, 'One', { clientMessageId: 'c-1' })).resolves.toMatchObject({ repeated: true })
  })

  test('[CHAT-8] whoever runs the room does not wait', async () => {
    const { ana, say } = await scene({ slowModeSeconds: 10 })
    await say(ana, 'One')

    await expect(say(ana, 'Two')).resolves.toMatchObject({ repeated: false })
  })

  test('[CHAT-8] [ROOM-10] it takes whole seconds up to an hour', async () => {
    await expect(scene({ slowModeSeconds: 3_601 })).rejects.toMatchObject({
      about: { field: 'settings.slowModeSeconds' },
    })
    await expect(scene({ slowModeSeconds: Number.NaN })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

test('[CHAT-9] [P-070] where it is switched on, words are masked and slurs refused; elsewhere nothing is', async () => {
  const moderated = await scene({ autoModeration: true })
  const free = await scene()

  expect((await moderated.say(moderated.bo, 'darn it')).message.text).toBe('**** it')
  await expect(moderated.say(moderated.bo, 'slur')).rejects.toMatchObject({ code: 'message_refused' })
  expect((await free.say(free.bo, 'darn slur')).message.text).toBe('darn slur')
})
