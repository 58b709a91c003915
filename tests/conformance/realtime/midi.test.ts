import { packMidi, unpackMidi } from '@tutti/core'
import { NotesOffCause } from '@tutti/protocol/realtime'
import { askPiano, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pedal, press, release } from './notes.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

async function trio(): Promise<{ ana: TestPlayer; bo: TestPlayer; cy: TestPlayer; roomId: string } & Disposable> {
  const [ana, bo, cy] = await Promise.all([
    TestPlayer.connect(server, { name: 'Ana' }),
    TestPlayer.connect(server, { name: 'Bo' }),
    TestPlayer.connect(server, { name: 'Cy', wire: 'json' }),
  ])
  const { room } = await ana.createRoom({ maxUsers: 10 })
  const roomId = room?.roomId ?? ''
  await bo.join(roomId)
  await cy.join(roomId)
  return { ana, bo, cy, roomId, [Symbol.dispose]: () => [ana, bo, cy].forEach((player) => player.kill()) }
}

const bytesOf = (data: Uint8Array): number[] => [...data]

test('[P-061] a note reaches everybody else, in both encodings, never the player', async () => {
  using scene = await trio()
  scene.ana.play(press(60), 7)

  const [heard, heardInJson] = await Promise.all([scene.bo.next('midiMessage'), scene.cy.next('midiMessage')])
  await scene.ana.settled()

  expect(bytesOf(heard.midiData)).toEqual(bytesOf(press(60)))
  expect(heard).toMatchObject({ participant: 1, sequence: 7 })
  expect(heardInJson).toEqual(heard)
  expect(scene.ana.all('midiMessage')).toEqual([])
})

test('[P-061] all channel messages are relayed as they came, many at once and in the order of each player', async () => {
  using scene = await trio()
  const kinds = [
    Uint8Array.of(0, 0x90, 60, 64),
    Uint8Array.of(0, 0xa0, 60, 10),
    Uint8Array.of(0, 0xb0, 64, 127),
    Uint8Array.of(0, 0xc5, 12),
    Uint8Array.of(0, 0xd0, 99),
    Uint8Array.of(0, 0xef, 0, 64),
    Uint8Array.of(0, 0x80, 60, 0),
  ]
  for (let sequence = 0; sequence < 140; sequence += 1) {
    scene.ana.play(kinds[sequence % kinds.length] ?? press(60), sequence)
    scene.bo.play(kinds[sequence % kinds.length] ?? press(60), sequence)
  }
  await Promise.all([scene.ana.settled(), scene.bo.settled()])
  await scene.cy.settled()

  const heard = scene.cy.all('midiMessage')
  for (const number of [1, 2]) {
    const mine = heard.filter(({ participant }) => participant === number)
    expect(mine.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 140 }, (_, index) => index))
    expect(mine.slice(0, 7).map(({ midiData }) => bytesOf(midiData))).toEqual(kinds.map(bytesOf))
  }
  expect(scene.ana.all('midiMessage')).toHaveLength(140)
  expect(scene.bo.all('midiMessage')).toHaveLength(140)
})

test('[S-58] a participant number that a client claims is overwritten', async () => {
  using scene = await trio()
  scene.ana.send({ case: 'midiMessage', value: { midiData: press(60), timestamp: 1n, sequence: 1, participant: 2 } })

  expect((await scene.bo.next('midiMessage')).participant).toBe(1)
})

test.each([
  ['far in the past', 0n, -2_000],
  ['far ahead', 9_000_000_000_000n, 250],
  ['negative', -5n, -2_000],
  ['the largest there is', 9_223_372_036_854_775_807n, 250],
])('[S-115] [NOTE-7] a timestamp %s is clamped', async (_, timestamp, offsetMs) => {
  using scene = await trio()
  scene.ana.send({ case: 'midiMessage', value: { midiData: press(60), timestamp, sequence: 1 } })

  const heard = await scene.bo.next('midiMessage')
  scene.bo.send({ case: 'heartbeat', value: { t0: 1n } })
  const { t1 } = await scene.bo.next('heartbeat')

  const distanceMs = Number(heard.timestamp) - Number(t1) / 1000 - offsetMs
  expect(Math.abs(distanceMs)).toBeLessThan(5_000)
})

test.each([
  ['system exclusive', Uint8Array.of(0, 0xf0, 1, 0xf7)],
  ['a reset', Uint8Array.of(0, 0xff)],
  ['a data byte over 127', Uint8Array.of(0, 0x90, 60, 200)],
  ['running status', Uint8Array.of(0, 0x90, 60, 64, 0, 62, 64)],
  ['a truncated event', Uint8Array.of(0, 0x90, 60)],
  ['nothing', Uint8Array.of()],
])('[S-114] [NOTE-1] %s is refused whole, and nobody hears of it', async (_, midiData) => {
  using scene = await trio()
  scene.ana.play(midiData)

  expect(await scene.ana.next('error')).toMatchObject({ code: 'illegal_midi' })
  await scene.bo.settled()
  expect(scene.bo.all('midiMessage')).toEqual([])
})

test('[S-60] another room hears nothing', async () => {
  using scene = await trio()
  using stranger = await TestPlayer.connect(server)
  await stranger.createRoom()
  scene.ana.play(press(60))
  await scene.bo.next('midiMessage')
  await stranger.settled()

  expect(stranger.all('midiMessage')).toEqual([])
})

const goings: readonly (readonly [string, NotesOffCause, (player: TestPlayer) => void])[] = [
  ['leaves', NotesOffCause.LEFT, (player: TestPlayer) => void player.ask({ case: 'leaveRoomCommand', value: {} })],
  ['dies', NotesOffCause.DISCONNECTED, (player: TestPlayer) => player.kill()],
  ['closes', NotesOffCause.DISCONNECTED, (player: TestPlayer) => player.socket.close(1000)],
]

test.each(goings)(
  '[NOTE-6] a player with a key and a pedal down %s: the room hears that it ends, once',
  async (_, cause, go) => {
    using scene = await trio()
    scene.ana.play(press(60))
    scene.ana.play(pedal(127), 2)
    await scene.bo.next('midiMessage')

    go(scene.ana)
    await scene.bo.next('participantLeft')

    const ends = scene.bo.all('notesOff')
    expect(ends).toEqual([expect.objectContaining({ participant: 1, channels: [0], cause })])
    const order = scene.bo.received.map(({ message }) => message.case)
    expect(order.lastIndexOf('midiMessage')).toBeLessThan(order.indexOf('notesOff'))
  },
)

test('[NOTE-6] a player with nothing down leaves without notes_off', async () => {
  using scene = await trio()
  scene.ana.play(press(60))
  scene.ana.play(release(60), 2)
  scene.ana.kill()

  await scene.bo.next('participantLeft')

  expect(scene.bo.all('notesOff')).toEqual([])
})

test('[NOTE-6] whoever joins later learns what is held, and by whom', async () => {
  using scene = await trio()
  scene.ana.play(packMidi([{ offsetMs: 0, bytes: Uint8Array.of(0x92, 60, 99) }]))
  scene.ana.play(Uint8Array.of(0, 0xb2, 64, 100), 2)
  await scene.ana.settled()
  using dee = await TestPlayer.connect(server)

  const { participants } = await dee.join(scene.roomId)

  expect(participants[0]?.channels).toMatchObject([
    { channel: 2, held: [{ key: 60, velocity: 99 }], controllers: [{ number: 64, value: 100 }] },
  ])
})

test('[S-112] [NOTE-3] over quota the excess is dropped, the player is told, and every off of a heard on arrives', async () => {
  const token = await memberToken(server.url)
  const { data } = await askPiano(server.url, 'POST /rooms', {
    token,
    body: { room_name: 'Slow', settings: { note_quota: 1 } },
  })
  const roomId = String(data['room_id'])
  using ana = await TestPlayer.connect(server)
  using bo = await TestPlayer.connect(server)
  await ana.join(roomId)
  await bo.join(roomId)

  for (let key = 0; key < 20; key += 1) ana.play(press(40 + key), key)
  for (let key = 0; key < 20; key += 1) ana.play(release(40 + key), 20 + key)
  await ana.settled()
  await bo.settled()

  const heard = bo.all('midiMessage').flatMap(({ midiData }) => unpackMidi(midiData))
  const ons = heard.filter(({ bytes }) => bytes[0] === 0x90).map(({ bytes }) => bytes[1])
  const offs = heard.filter(({ bytes }) => bytes[0] === 0x80).map(({ bytes }) => bytes[1])
  expect(ons.length).toBeGreaterThanOrEqual(3)
  expect(ons.length).toBeLessThan(20)
  expect(offs).toEqual(ons)
  expect(ana.all('quota')[0]).toMatchObject({ remaining: 0, dropped: 1 })
})

test('[NOTE-10] where only the owner may play, nobody else is heard', async () => {
  using ana = await TestPlayer.connect(server)
  using bo = await TestPlayer.connect(server)
  const { room } = await ana.createRoom({ settings: { onlyOwnerCanPlay: true } as never })
  await bo.join(room?.roomId ?? '')

  bo.play(press(60))
  ana.play(press(62))

  expect(await bo.next('error')).toMatchObject({ code: 'not_allowed' })
  expect(await bo.next('midiMessage')).toMatchObject({ participant: 1 })
})

test('[S-117] notes without a room are refused', async () => {
  using ana = await TestPlayer.connect(server)
  ana.play(press(60))

  expect(await ana.next('error')).toMatchObject({ code: 'not_in_room' })
})
