import { askPiano, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { LeaveCause, RoomType } from '@tutti/protocol/realtime'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

const connect = (name?: string): Promise<TestPlayer> => TestPlayer.connect(server, name === undefined ? {} : { name })

async function refusal(player: TestPlayer, roomId: string, value = {}): Promise<string> {
  const { message } = await player.ask({ case: 'joinRoomCommand', value: { roomId, ...value } })
  return message.case === 'error' ? message.value.code : String(message.case)
}

test('[P-059] two join: both see both, with colours that differ', async () => {
  using ana = await connect('Ana')
  using bo = await connect('Bo')
  const { room, participant } = await ana.createRoom({ roomName: 'Duo' })

  const arrival = await bo.join(room?.roomId ?? '')
  const { participant: seen } = await ana.next('participantJoined')

  expect(participant).toBe(1)
  expect(arrival.participant).toBe(2)
  expect(arrival.participants.map(({ user }) => user?.username)).toEqual(['Ana', 'Bo'])
  expect(new Set(arrival.participants.map(({ user }) => user?.color)).size).toBe(2)
  expect(seen?.user?.username).toBe('Bo')
})

test('[P-059] [ROOM-6] leaving is seen, and numbers are not used again', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom()
  await bo.join(room?.roomId ?? '')

  const { message } = await bo.ask({ case: 'leaveRoomCommand', value: {} })
  const left = await ana.next('participantLeft')

  expect(message.case).toBe('ack')
  expect(left).toMatchObject({ participant: 2, cause: LeaveCause.LEFT })
  expect((await bo.join(room?.roomId ?? '')).participant).toBe(3)
})

test('[P-059] joining another room leaves the first', async () => {
  using ana = await connect()
  using bo = await connect()
  const first = await ana.createRoom()
  const second = await bo.createRoom()

  await ana.join(second.room?.roomId ?? '')
  await bo.join(first.room?.roomId ?? '')

  expect(await bo.join(first.room?.roomId ?? '')).toMatchObject({ participants: [{}] })
})

test('[P-059] joining the room one is in changes nothing', async () => {
  using ana = await connect()
  const { room } = await ana.createRoom()

  const again = await ana.join(room?.roomId ?? '')

  expect(again).toMatchObject({ participant: 1, participants: [{ participant: 1 }] })
  expect(ana.all('participantLeft')).toEqual([])
})

test('[P-059] the counts over HTTP are those of the sockets', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom()
  await bo.join(room?.roomId ?? '')
  const count = async (): Promise<unknown> =>
    (await askPiano(server.url, `GET /rooms/${room?.roomId}`)).data['current_users']

  expect(await count()).toBe(2)

  bo.socket.close()
  await ana.next('participantLeft')
  expect(await count()).toBe(1)
})

test('[P-065] [P-064] a client that vanishes is gone for the others', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom()
  await bo.join(room?.roomId ?? '')

  bo.kill()

  expect(await ana.next('participantLeft')).toMatchObject({ participant: 2, cause: LeaveCause.DISCONNECTED })
})

test('[P-070] [ROOM-4] a full room refuses the third, and 50 at once get exactly the seats there are', async () => {
  using ana = await connect()
  const { room } = await ana.createRoom({ maxUsers: 5 })
  const others = await Promise.all(Array.from({ length: 50 }, () => connect()))

  const outcomes = await Promise.all(others.map((player) => refusal(player, room?.roomId ?? '')))

  expect(outcomes.filter((outcome) => outcome === 'roomJoined')).toHaveLength(4)
  expect(outcomes.filter((outcome) => outcome === 'room_full')).toHaveLength(46)
  for (const player of others) player.kill()
})

test('[ROOM-5] a listener takes no place and may not play', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom({ maxUsers: 1 })

  const { participants } = await bo.join(room?.roomId ?? '', { listen: true })
  bo.play(Uint8Array.of(0, 0x90, 60, 64))

  expect(participants[1]).toMatchObject({ listens: true, mayPlay: false })
  expect(await bo.next('error')).toMatchObject({ code: 'not_allowed' })
})

test('[S-57] [ROOM-7] a password opens the room, nothing else does', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom({ password: 'open sesame' })
  const roomId = room?.roomId ?? ''

  expect(room?.hasPassword).toBe(true)
  expect(await refusal(bo, roomId)).toBe('wrong_password')
  expect(await refusal(bo, roomId, { password: 'open' })).toBe('wrong_password')
  expect(await refusal(bo, roomId, { password: 'open sesame' })).toBe('roomJoined')
})

test('[P-070] [ROOM-8] a room without guests refuses them', async () => {
  const token = await memberToken(server.url)
  const { data } = await askPiano(server.url, 'POST /rooms', {
    token,
    body: { room_name: 'Members', settings: { allow_guests: false } },
  })
  using guest = await connect()
  using member = await TestPlayer.connect(server, { token: await memberToken(server.url) })

  expect(await refusal(guest, String(data['room_id']))).toBe('guests_not_allowed')
  expect(await refusal(member, String(data['room_id']))).toBe('roomJoined')
})

test('[P-059] an unknown room is said to be unknown', async () => {
  using ana = await connect()

  expect(await refusal(ana, 'nowhere__')).toBe('room_not_found')
})

test('[P-017] [ROOM-2] a guest opens no pro room', async () => {
  using ana = await connect()
  const { message } = await ana.ask({
    case: 'createRoomCommand',
    value: { roomName: 'Pro', roomType: RoomType.PRO },
  })

  expect(message).toMatchObject({ case: 'error', value: { code: 'pro_required' } })
})

test.each([
  ['a name of 65 characters', { roomName: 'x'.repeat(65) }],
  ['an empty name', { roomName: '' }],
  ['more places than the server has', { roomName: 'Big', maxUsers: 51 }],
])('[P-059] %s is refused', async (_, value) => {
  using ana = await connect()
  const { message } = await ana.ask({ case: 'createRoomCommand', value })

  expect(message).toMatchObject({ case: 'error', value: { code: 'invalid_input', number: 10_003 } })
})

test('[ROOM-11] a temporary room closes some time after the last one left', async () => {
  await using quick = await startTestServer({ roomsCloseAfterMs: 20 })
  using ana = await TestPlayer.connect(quick)
  const { room } = await ana.createRoom()

  await ana.ask({ case: 'leaveRoomCommand', value: {} })

  await expect
    .poll(() => askPiano(quick.url, `GET /rooms/${room?.roomId}`).then(({ status }) => status), { timeout: 10_000 })
    .toBe(404)
})

test('[P-062] a guest takes another name, and the room sees it', async () => {
  using ana = await connect('Ana')
  using bo = await connect('Bo')
  const { room } = await ana.createRoom()
  await bo.join(room?.roomId ?? '')

  await ana.ask({ case: 'userCommand', value: { command: { case: 'username', value: 'Anna' } } })
  const { participant } = await bo.next('participantUpdated')

  expect(participant).toMatchObject({ participant: 1, user: { username: 'Anna' } })
})

test('[P-043] no password is ever in what the server says', async () => {
  using ana = await connect()
  using bo = await connect()
  const { room } = await ana.createRoom({ password: 'correct horse' })
  await bo.join(room?.roomId ?? '', { password: 'correct horse' })
  await ana.settled()

  const said = [...ana.received, ...bo.received].map(({ message }) => JSON.stringify(message.value, jsonable)).join()
  expect(said).not.toMatch(/correct horse|argon2/)
})

const jsonable = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
