import type { OutgoingMember } from '@tutti/protocol/realtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

const write = (toUserId: string, message: string, clientMessageId = ''): OutgoingMember => ({
  case: 'directMessage',
  value: { toUserId, message, clientMessageId },
})
const read = (userId: string, messageId: string): OutgoingMember => ({
  case: 'directRead',
  value: { userId, messageId },
})
const refused = (code: string) => ({ message: { case: 'error', value: { code } } })

const conversations = async (who: Person) => (await stage.ask('GET /users/messages', who)).data

test('[DM-1] a message reaches every connection of both but the one it came by, and nobody else', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using one = await stage.connect(clara)
  using other = await stage.connect(clara)
  using his = await stage.connect(robert)
  using hisPhone = await stage.connect(robert)
  using stranger = await stage.connect()

  const { message } = await one.ask(write(robert.userId, ' A\u202eduet? ', 'd-1'))

  const told = { message: 'Aduet?', fromUserId: clara.userId, toUserId: robert.userId, clientMessageId: 'd-1' }
  for (const player of [other, his, hisPhone]) expect(await player.next('directMessage')).toMatchObject(told)
  await Promise.all([one, stranger].map((player) => player.settled()))
  expect(message).toMatchObject({ case: 'ack', value: { messageId: expect.stringMatching(/^[\w-]{9}$/) } })
  expect([...one.all('directMessage'), ...stranger.all('directMessage')]).toEqual([])
})

test("[DM-1] [S-58] who wrote it is not the sender's to say", async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using one = await stage.connect(clara)
  using his = await stage.connect(robert)
  const value = { toUserId: robert.userId, message: 'Hi', fromUserId: robert.userId, fromUsername: 'Admin' }

  await one.ask({ case: 'directMessage', value })

  expect(await his.next('directMessage')).toMatchObject({ fromUserId: clara.userId })
})

test('[DM-3] whoever is not there reads it later, and over a restart', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using hers = await stage.connect(clara)
  await hers.ask(write(robert.userId, 'One'))
  await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'Two' })
  await stage.restart()

  expect(await conversations(robert)).toMatchObject({
    unread: 2,
    conversations: [{ user_id: clara.userId, unread: 2, last: { message: 'Two', from_user_id: clara.userId } }],
  })
  const { data } = await stage.ask(`GET /users/messages/${clara.userId}?limit=1`, robert)
  expect(data).toMatchObject({ messages: [{ message: 'Two' }], user: { user_id: clara.userId } })
  const older = await stage.ask(`GET /users/messages/${clara.userId}?limit=1&before=${String(data['before'])}`, robert)
  expect(older.data).toMatchObject({ messages: [{ message: 'One' }], before: null })
})

test('[DM-3] what was read on one connection is read on the others', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using his = await stage.connect(robert)
  using hisPhone = await stage.connect(robert)
  await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'One' })
  const { messageId } = await his.next('directMessage')

  expect((await his.ask(read(clara.userId, messageId))).message.case).toBe('ack')

  expect(await hisPhone.next('directRead')).toMatchObject({ userId: clara.userId, messageId })
  expect(await conversations(robert)).toMatchObject({ unread: 0 })
  await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'Two' })
  const { messageId: second } = await his.next('directMessage')
  const answer = await stage.ask(`POST /users/messages/${clara.userId}/read`, robert, { message_id: second })
  expect(answer.status).toBe(200)
})

test('[DM-2] to somebody who blocks the sender nothing gets through, and nothing is told', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using his = await stage.connect(robert)
  using hers = await stage.connect(clara)
  await stage.ask('POST /users/blocks', robert, { user_id: clara.userId })

  const blocked = await hers.ask(write(robert.userId, 'Hi'))
  const overHttp = await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'Hi' })
  await stage.ask(`DELETE /users/blocks/${clara.userId}`, robert)
  await stage.ask('PATCH /users/profile', robert, { settings: { direct_messages: 'nobody' } })
  const closed = await hers.ask(write(robert.userId, 'Hi'))
  await his.settled()

  expect(blocked).toMatchObject(refused('not_reachable'))
  expect(closed.message).toEqual(blocked.message)
  expect(overHttp.status).toBe(403)
  expect(his.all('directMessage')).toEqual([])
})

test('[DM-2] from friends alone', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  await stage.ask('PATCH /users/profile', robert, { settings: { direct_messages: 'friends' } })
  using hers = await stage.connect(clara)
  expect(await hers.ask(write(robert.userId, 'Hi'))).toMatchObject(refused('not_reachable'))

  await stage.ask('POST /users/friends', clara, { user_id: robert.userId })
  await stage.ask(`POST /users/friends/${clara.userId}/accept`, robert)

  expect((await hers.ask(write(robert.userId, 'Hi'))).message.case).toBe('ack')
})

test.each([
  ['', 'message_empty'],
  ['x'.repeat(501), 'message_too_long'],
])('[DM-1] [S-113] %j is refused', async (text, code) => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  using hers = await stage.connect(clara)

  expect(await hers.ask(write(robert.userId, text))).toMatchObject(refused(code))
  expect((await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: text })).status).toBe(400)
})

test('[DM-1] an unknown user, and oneself, get no messages', async () => {
  const clara = await stage.member()
  using hers = await stage.connect(clara)

  expect(await hers.ask(write('nobody', 'Hi'))).toMatchObject(refused('user_not_found'))
  expect(await hers.ask(write(clara.userId, 'Hi'))).toMatchObject(refused('invalid_input'))
  expect((await stage.ask('GET /users/messages/nobody', clara)).status).toBe(404)
})

test('[DM-3] [S-50] [S-54] nobody reads what others wrote; strangers and guests write nothing over HTTP', async () => {
  const [clara, robert, felix] = [await stage.member(), await stage.member(), await stage.member()]
  await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'Private' })

  expect((await stage.ask(`GET /users/messages/${clara.userId}`, felix)).data).toMatchObject({ messages: [] })
  expect((await stage.ask('GET /users/messages')).status).toBe(401)
  const guest = await stage.guest()
  expect((await stage.ask(`POST /users/messages/${robert.userId}`, guest, { message: 'Hi' })).status).toBe(403)
})

test('[DM-4] [ACCT-7] they are in the record of both, and go with the account', async () => {
  const [clara, robert] = [await stage.member(), await stage.member()]
  await stage.ask(`POST /users/messages/${robert.userId}`, clara, { message: 'One' })
  const { data } = await stage.ask('GET /users/profile/export', robert)
  expect(data['direct_messages']).toMatchObject([{ message: 'One', from_user_id: clara.userId }])

  await stage.ask('DELETE /users/profile', clara, { password: 'Nocturne-9-2' })

  expect(await conversations(robert)).toMatchObject({ conversations: [], unread: 0 })
})
