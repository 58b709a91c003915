import { NotesOffCause } from '@tutti/protocol/realtime'
import { askPiano, guestToken, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pedal, press, release } from './notes.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer({ socketsResumeMs: 120_000 })))
afterAll(() => server[Symbol.asyncDispose]())

interface Pair extends Disposable {
  readonly ana: TestPlayer
  /** For another connection of the same user. */
  readonly anaToken: string
  readonly bo: TestPlayer
  readonly roomId: string
}

async function pair(at: TestServer = server): Promise<Pair> {
  const anaToken = await guestToken(at.url, 'Ana')
  const ana = await TestPlayer.connect(at, { token: anaToken })
  const bo = await TestPlayer.connect(at, { name: 'Bo' })
  const { room } = await bo.createRoom({ maxUsers: 2 })
  const roomId = room?.roomId ?? ''
  await ana.join(roomId)
  await bo.next('participantJoined')
  return { ana, anaToken, bo, roomId, [Symbol.dispose]: () => [ana, bo].forEach((player) => player.kill()) }
}

const welcomeOf = (player: TestPlayer) => {
  const [welcome] = player.all('welcome')
  if (!welcome) throw new Error('The welcome comes first')
  return welcome
}

const lastSeqOf = (player: TestPlayer): number => Math.max(0, ...player.received.map(({ seq }) => seq))

const tokenOf = (player: TestPlayer): string => welcomeOf(player).resumeToken

interface GoOn {
  readonly token: string
  readonly lastSeq?: number
  readonly at?: TestServer
}

/** Another connection that asks to go on with what `lost` had. */
async function comeBack(lost: TestPlayer, { token, lastSeq = lastSeqOf(lost), at = server }: GoOn) {
  const again = await TestPlayer.connect(at, { token })
  const { message } = await again.ask({ case: 'resume', value: { resumeToken: tokenOf(lost), lastSeq } })
  return { again, answer: message }
}

async function cut(player: TestPlayer): Promise<void> {
  player.kill()
  await player.closed
}

const said = (player: TestPlayer) => player.all('chatMessage').map(({ message }) => message)

test('[P-093] the welcome says how to come back, and for how long', async () => {
  using player = await TestPlayer.connect(server)

  expect(welcomeOf(player)).toMatchObject({ limits: { resumeMs: 120_000 }, capabilities: ['resume', 'room_list'] })
  expect(tokenOf(player).length).toBeGreaterThanOrEqual(22)
})

test('[P-093] whoever comes back is told each reliable message that it missed, once and in order', async () => {
  using scene = await pair()
  await scene.bo.ask({ case: 'chatMessage', value: { message: 'before' } })
  await scene.ana.next('chatMessage')
  const lastSeq = lastSeqOf(scene.ana)
  await cut(scene.ana)
  for (const message of ['one', 'two', 'three']) await scene.bo.ask({ case: 'chatMessage', value: { message } })

  const { again, answer } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  await scene.bo.ask({ case: 'chatMessage', value: { message: 'after' } })
  await expect.poll(() => said(again)).toEqual(['one', 'two', 'three', 'after'])

  expect(answer).toMatchObject({
    case: 'resumed',
    value: { lastSeq, snapshot: false, sessionId: welcomeOf(scene.ana).sessionId },
  })
  const seqs = again.received.map(({ seq }) => seq).filter((seq) => seq > 0)
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => lastSeq + index + 1))
})

test('[P-093] what was on its way when the connection broke is told again', async () => {
  using scene = await pair()
  for (const message of ['one', 'two']) await scene.bo.ask({ case: 'chatMessage', value: { message } })
  await scene.ana.settled()
  const lastSeq = lastSeqOf(scene.ana) - 1
  await cut(scene.ana)

  const { again } = await comeBack(scene.ana, { token: scene.anaToken, lastSeq })
  using _ = again

  await expect.poll(() => said(again)).toEqual(['two'])
})

test('[P-093] notes are not told afterwards; what sounds now is', async () => {
  using scene = await pair()
  await cut(scene.ana)
  scene.bo.play(press(60), 1)
  scene.bo.play(press(64), 2)
  scene.bo.play(release(60), 3)
  scene.bo.play(pedal(127), 4)
  await scene.bo.settled()

  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  const { participants } = await again.next('soundState')

  expect(again.all('midiMessage')).toEqual([])
  expect(participants).toMatchObject([
    { participant: 1, channels: [{ channel: 0, held: [{ key: 64 }], controllers: [{ number: 64, value: 127 }] }] },
  ])
})

test('[P-093] [R-28] [ROOM-21] the place, the number and the voice are kept, whatever the new connection is', async () => {
  using scene = await pair()
  await cut(scene.ana)
  using late = await TestPlayer.connect(server)
  const { message } = await late.ask({ case: 'joinRoomCommand', value: { roomId: scene.roomId } })
  expect(message).toMatchObject({ case: 'error', value: { code: 'room_full' } })

  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  again.play(press(72))

  expect(await scene.bo.next('midiMessage')).toMatchObject({ participant: 2 })
  expect(scene.bo.all('participantLeft')).toEqual([])
})

test('[P-093] a lost player is shown as away and counted, what it held ends once, and it is shown as back', async () => {
  using scene = await pair()
  scene.ana.play(press(60))
  scene.ana.play(pedal(127), 2)
  await scene.bo.next('midiMessage')
  await cut(scene.ana)

  expect(await scene.bo.next('notesOff')).toMatchObject({
    participant: 2,
    channels: [0],
    cause: NotesOffCause.DISCONNECTED,
  })
  expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { participant: 2, away: true } })
  const { data } = await askPiano(server.url, `GET /rooms/${scene.roomId}`, { token: scene.anaToken })
  expect(data['current_users']).toBe(2)
  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { participant: 2, away: false } })
  expect(scene.bo.all('notesOff')).toHaveLength(1)
})

test('[P-093] whoever is back within the grace has lost nothing of what it holds', async () => {
  using scene = await pair()
  scene.ana.play(press(60))
  await scene.bo.next('midiMessage')
  await cut(scene.ana)

  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  expect((await again.next('soundState')).participants).toMatchObject([
    { participant: 2, channels: [{ held: [{ key: 60 }] }] },
  ])
  again.play(release(60), 2)
  await scene.bo.next('midiMessage')

  expect(scene.bo.all('notesOff')).toEqual([])
  expect(scene.bo.all('participantUpdated')).toEqual([])
})

test('[P-093] [P-064] who does not come back in time is gone', async () => {
  await using quick = await startTestServer({ socketsResumeMs: 200 })
  using scene = await pair(quick)
  await cut(scene.ana)
  expect(await scene.bo.next('participantLeft')).toMatchObject({ participant: 2 })

  const { again, answer } = await comeBack(scene.ana, { token: scene.anaToken, at: quick })
  using _ = again

  expect(answer).toMatchObject({ case: 'error', value: { code: 'session_lost' } })
  expect((await again.join(scene.roomId)).participant).toBe(3)
})

test('[P-093] [P-065] a clean good-bye is no reason to wait', async () => {
  using scene = await pair()
  scene.ana.socket.close(1000)

  expect(await scene.bo.next('participantLeft')).toMatchObject({ participant: 2 })
})

test('[P-093] when too much was missed, one snapshot takes its place', async () => {
  using scene = await pair()
  await cut(scene.ana)
  for (let index = 0; index < 200; index += 1) {
    await scene.bo.ask({ case: 'chatMessage', value: { message: `${index} ${'音'.repeat(490)}` } })
  }
  await scene.bo.ask({ case: 'chatMessage', value: { message: 'the last' } })

  const { again, answer } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  await scene.bo.ask({ case: 'chatMessage', value: { message: 'live' } })
  await again.next('chatMessage')

  if (answer.case !== 'resumed') throw new Error(`Not resumed: ${answer.case}`)
  expect(answer.value).toMatchObject({ snapshot: true, room: { participant: 2, room: { roomId: scene.roomId } } })
  expect(answer.value.room?.history).toHaveLength(100)
  expect(answer.value.room?.history.at(-1)?.message).toBe('the last')
  expect(said(again)).toEqual(['live'])
  expect(again.received.find(({ seq }) => seq > 0)?.seq).toBe(answer.value.lastSeq + 1)
})

test('[P-093] what the client says it has need not be kept', async () => {
  using scene = await pair()
  await scene.bo.ask({ case: 'chatMessage', value: { message: 'had' } })
  await scene.ana.settled()
  scene.ana.send({ case: 'heartbeat', value: { t0: 1n, lastSeq: lastSeqOf(scene.ana) } })
  await scene.ana.settled()
  await cut(scene.ana)

  const { again, answer } = await comeBack(scene.ana, { token: scene.anaToken, lastSeq: 0 })
  using _ = again

  expect(answer).toMatchObject({ case: 'resumed', value: { snapshot: true } })
})

test('[P-093] a connection that is still open is closed with 4504 when a newer one goes on with its session', async () => {
  using scene = await pair()

  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again

  expect(await scene.ana.closed).toBe(4504)
  again.play(press(60))
  expect(await scene.bo.next('midiMessage')).toMatchObject({ participant: 2 })
})

describe('[P-093] a command that is sent again', () => {
  test('is answered again and not done again', async () => {
    const token = await guestToken(server.url)
    const first = await TestPlayer.connect(server, { token })
    const create = { case: 'createRoomCommand', value: { roomName: 'Once' } } as const
    first.send(create, 7)
    const { room } = await first.next('roomJoined')
    first.send({ case: 'chatMessage', value: { message: 'once' } }, 8)
    const ack = await first.next('ack')
    await cut(first)

    const { again } = await comeBack(first, { token })
    using _ = again
    again.send(create, 7)
    again.send({ case: 'chatMessage', value: { message: 'once' } }, 8)
    const arrival = await again.next('roomJoined')

    expect(arrival.room?.roomId).toBe(room?.roomId)
    expect(arrival.history.map(({ message }) => message)).toEqual(['once'])
    expect(await again.next('ack')).toEqual(ack)
  })

  test('while it is being done is answered once', async () => {
    using scene = await pair()
    for (let index = 0; index < 3; index += 1) {
      scene.ana.send({ case: 'chatMessage', value: { message: 'thrice' } }, 9)
    }
    await scene.bo.next('chatMessage')
    await scene.ana.ask({ case: 'leaveRoomCommand', value: {} })

    expect(scene.ana.received.filter(({ requestId }) => requestId === 9)).toHaveLength(1)
    expect(said(scene.bo)).toEqual(['thrice'])
  })

  test('keeps its refusal', async () => {
    using player = await TestPlayer.connect(server)
    player.send({ case: 'leaveQueueCommand', value: {} }, 3)
    await player.next('error')
    player.send({ case: 'leaveQueueCommand', value: {} }, 3)

    expect(await player.next('error')).toMatchObject({ code: 'not_waiting' })
  })
})

describe('[P-093] there is nothing to go on with', () => {
  const lost = { case: 'error', value: { code: 'session_lost' } }

  test('under a token that nobody was given', async () => {
    using player = await TestPlayer.connect(server)
    const { message } = await player.ask({ case: 'resume', value: { resumeToken: 'guess', lastSeq: 0 } })

    expect(message).toMatchObject(lost)
    expect((await player.createRoom()).participant).toBe(1)
  })

  test('for another user who got hold of the token', async () => {
    using scene = await pair()
    const { again, answer } = await comeBack(scene.ana, { token: await guestToken(server.url) })
    using _ = again

    expect(answer).toMatchObject(lost)
    await scene.ana.settled()
  })

  test('for a connection that was used already', async () => {
    using scene = await pair()
    using other = await TestPlayer.connect(server, { token: scene.anaToken })
    await other.createRoom()
    const { message } = await other.ask({ case: 'resume', value: { resumeToken: tokenOf(scene.ana), lastSeq: 0 } })

    expect(message).toMatchObject(lost)
  })

  test('for a claim of messages that were never told', async () => {
    using scene = await pair()
    await cut(scene.ana)
    const { again, answer } = await comeBack(scene.ana, { token: scene.anaToken, lastSeq: 4_000_000_000 })
    using _ = again

    expect(answer).toMatchObject({ case: 'resumed', value: { snapshot: true, room: { participant: 2 } } })
  })

  test('[S-117] once the login is over: who is away is gone at once', async () => {
    const token = await memberToken(server.url)
    using bo = await TestPlayer.connect(server)
    const { room } = await bo.createRoom()
    const ana = await TestPlayer.connect(server, { token })
    await ana.join(room?.roomId ?? '')
    await cut(ana)

    await askPiano(server.url, 'POST /auth/logout', { token })

    expect(await bo.next('participantLeft')).toMatchObject({ participant: 2 })
  })
})

test('[R-29] two devices of one user are two participants, and each comes back to its own', async () => {
  using scene = await pair()
  using tablet = await TestPlayer.connect(server, { token: scene.anaToken })
  const { participant } = await tablet.join(scene.roomId, { listen: true })
  await cut(scene.ana)

  const { again } = await comeBack(scene.ana, { token: scene.anaToken })
  using _ = again
  again.play(press(60))

  expect(participant).toBe(3)
  expect(await tablet.next('midiMessage')).toMatchObject({ participant: 2 })
})

test('[P-093] a room that was closed meanwhile is heard of', async () => {
  const ownerToken = await memberToken(server.url)
  const { data } = await askPiano(server.url, 'POST /rooms', { token: ownerToken, body: { room_name: 'Brief' } })
  const roomId = String(data['room_id'])
  const token = await guestToken(server.url)
  const ana = await TestPlayer.connect(server, { token })
  await ana.join(roomId)
  await cut(ana)
  await askPiano(server.url, `DELETE /rooms/${roomId}`, { token: ownerToken })

  const { again } = await comeBack(ana, { token })
  using _ = again

  expect(await again.next('roomClosed')).toMatchObject({ roomId })
})
