import { setTimeout as after } from 'node:timers/promises'
import { NotesOffCause } from '@tutti/protocol/realtime'
import { FlakyProxy, guestToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { press, release } from './notes.ts'

/** A connection that goes through the proxy. */
const through = (proxy: FlakyProxy, server: TestServer): TestServer => ({ ...server, port: proxy.port })

test('[R-25] a reader that stops gets no notes until it reads again, then what sounds; the others notice nothing', async () => {
  await using server = await startTestServer()
  await using proxy = await FlakyProxy.start({ port: server.port })
  using ana = await TestPlayer.connect(server)
  using bo = await TestPlayer.connect(server)
  const { room } = await ana.createRoom({ settings: { noteQuota: 0 } as never })
  await bo.join(room?.roomId ?? '')
  using slow = await TestPlayer.connect(through(proxy, server))
  await slow.join(room?.roomId ?? '')

  proxy.shape('down', { isStalled: true })
  let sequence = 0
  for (const untilMs = performance.now() + 3_000; performance.now() < untilMs;) {
    for (let note = 0; note < 40; note += 1) {
      ana.play(press(40 + (note % 40)), (sequence += 1))
      ana.play(release(40 + (note % 40)), (sequence += 1))
    }
    await after(50)
  }
  ana.play(press(99), (sequence += 1))
  await ana.settled()
  await bo.settled()
  expect(bo.all('midiMessage')).toHaveLength(sequence)

  proxy.shape('down', { isStalled: false })
  const { participants } = await slow.next('soundState')
  expect(participants).toMatchObject([{ participant: 1, channels: [{ held: [{ key: 99 }] }] }])
  const missed = sequence - slow.all('midiMessage').length
  ana.play(release(99), (sequence += 1))
  await slow.next('midiMessage')

  expect(missed).toBeGreaterThan(0)
  expect(slow.all('midiMessage').at(-1)).toMatchObject({ sequence })
}, 20_000)

test('[S-119] more than a mebibyte of what is reliable closes a reader that stops with 4009; it may come back', async () => {
  await using server = await startTestServer({ socketsResumeMs: 60_000 })
  await using proxy = await FlakyProxy.start({ port: server.port })
  using ana = await TestPlayer.connect(server)
  const { room } = await ana.createRoom()
  const roomId = room?.roomId ?? ''
  for (let index = 0; index < 100; index += 1) {
    await ana.ask({ case: 'chatMessage', value: { message: `${index} ${'音'.repeat(490)}` } })
  }
  const token = await guestToken(server.url)
  using slow = await TestPlayer.connect(through(proxy, server), { token })
  await slow.join(roomId)
  const resumeToken = slow.all('welcome')[0]?.resumeToken ?? ''

  proxy.shape('down', { isStalled: true })
  // Each is answered with the room and all that was said in it.
  for (let index = 0; index < 80; index += 1) slow.send({ case: 'joinRoomCommand', value: { roomId } }, 100 + index)
  // The answers are made, and looked at.
  await after(1_500)
  await ana.settled()
  proxy.shape('down', { isStalled: false })
  expect(await slow.closed).toBe(4009)

  using again = await TestPlayer.connect(server, { token })
  const lastSeq = Math.max(...slow.received.map(({ seq }) => seq))
  const { message } = await again.ask({ case: 'resume', value: { resumeToken, lastSeq } })
  expect(message.case).toBe('resumed')
  again.play(press(60))
  expect(await ana.next('midiMessage')).toMatchObject({ participant: 2 })
}, 20_000)

test('[R-26] a connection that is dead without a word is noticed; what it held ends, and its place is freed', async () => {
  await using server = await startTestServer({ socketsSilenceMs: 1_000, socketsResumeMs: 300 })
  await using proxy = await FlakyProxy.start({ port: server.port })
  using witness = await TestPlayer.connect(server)
  const { room } = await witness.createRoom({ maxUsers: 2 })
  using dead = await TestPlayer.connect(through(proxy, server))
  await dead.join(room?.roomId ?? '')
  dead.play(press(60))
  await witness.next('midiMessage')

  proxy.shape('up', { isStalled: true })
  proxy.shape('down', { isStalled: true })

  expect(await witness.next('notesOff')).toMatchObject({ participant: 2, cause: NotesOffCause.DISCONNECTED })
  expect(await witness.next('participantLeft')).toMatchObject({ participant: 2 })
  using next = await TestPlayer.connect(server)
  expect((await next.join(room?.roomId ?? '')).participant).toBe(3)
})

test('[P-096] the distance of each player is measured and shown to the room', async () => {
  await using server = await startTestServer()
  await using proxy = await FlakyProxy.start({ port: server.port, up: { delayMs: 30 }, down: { delayMs: 30 } })
  using ana = await TestPlayer.connect(server)
  const { room } = await ana.createRoom({ settings: { noteQuota: 0 } as never })
  using far = await TestPlayer.connect(through(proxy, server))
  await far.join(room?.roomId ?? '')
  const playing = setInterval(() => {
    for (let note = 0; note < 20; note += 1) ana.play(press(40 + note))
  }, 50)

  await expect
    .poll(() => ana.all('latencies').flatMap(({ players }) => players.filter(({ participant }) => participant === 2)), {
      timeout: 9_000,
    })
    .not.toEqual([])
  clearInterval(playing)

  const told = ana.all('latencies').flatMap(({ players }) => players.filter(({ participant }) => participant === 2))
  expect(told[0]?.rttMs).toBeGreaterThanOrEqual(60)
  using late = await TestPlayer.connect(server)
  const { participants } = await late.join(room?.roomId ?? '')
  expect(participants[1]?.rttMs).toBeGreaterThanOrEqual(60)
}, 15_000)
