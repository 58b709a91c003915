import { UserStatus, type OutgoingMember } from '@tutti/protocol/realtime'
import { type TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoomsStage, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

async function duo() {
  const [owner, member] = [await stage.member(), await stage.member()]
  const roomId = await stage.openRoom(owner)
  const [ana, bo] = [await stage.connect(owner), await stage.connect(member)]
  const { participant } = await ana.join(roomId)
  await bo.join(roomId)
  const end = (): void => [ana, bo].forEach((player) => player.kill())
  return { owner, member, roomId, ana, bo, participant, [Symbol.dispose]: end }
}

type Command = Extract<OutgoingMember, { case: 'userCommand' }>['value']['command']
const show = (command: NonNullable<Command>): OutgoingMember => ({ case: 'userCommand', value: { command } })
const cursor = (x: number, y: number) => show({ case: 'cursor', value: { x, y } })
const typing = (value: boolean) => show({ case: 'typing', value })
const refused = (code: string) => ({ message: { case: 'error', value: { code } } })

/** Two round trips: what was relayed in the turn before has arrived. */
async function calm(sender: TestPlayer, receiver: TestPlayer): Promise<void> {
  for (const player of [sender, receiver]) await player.settled()
}

test('[P-062] [SIGN-1] a cursor reaches the others with the number of its player, without seq, and not oneself', async () => {
  using scene = await duo()
  scene.ana.send(cursor(0.25, 0.5))

  const told = await scene.bo.next('userCommand')
  await scene.ana.settled()

  expect(told).toMatchObject({
    command: { case: 'cursor', value: { x: 0.25, y: 0.5 } },
    participant: scene.participant,
  })
  expect(scene.bo.received.find(({ message }) => message.case === 'userCommand')?.seq).toBe(0)
  expect(scene.ana.all('userCommand')).toEqual([])
})

test.each([
  [Number.NaN, 0],
  [0, Number.POSITIVE_INFINITY],
  [-0.1, 0],
  [0, 1.1],
])('[SIGN-1] a cursor at %d, %d is refused and seen by nobody', async (x, y) => {
  using scene = await duo()

  expect(await scene.ana.ask(cursor(x, y))).toMatchObject(refused('invalid_input'))
  await calm(scene.ana, scene.bo)
  expect(scene.bo.all('userCommand')).toEqual([])
})

test('[SIGN-2] of a flood of cursors the budget is relayed, and nobody is told', async () => {
  using scene = await duo()
  for (let index = 0; index < 100; index += 1) scene.ana.send(cursor(index / 100, 0))
  await calm(scene.ana, scene.bo)

  const seen = scene.bo.all('userCommand')
  expect(seen.length).toBeGreaterThan(0)
  // Twenty, and what the second refilled while it was sent.
  expect(seen.length).toBeLessThan(60)
  expect(scene.ana.all('error')).toEqual([])
})

test('[SIGN-2] [S-113] of a flood of typing one is relayed a second', async () => {
  using scene = await duo()
  for (let index = 0; index < 50; index += 1) scene.ana.send(typing(index % 2 === 0))
  await calm(scene.ana, scene.bo)

  expect(scene.bo.all('userCommand').length).toBeLessThan(5)
  expect(scene.bo.all('userCommand')[0]).toMatchObject({ command: { case: 'typing', value: true } })
})

test('[SIGN-2] whoever is muted types unseen; outside a room there is nobody to see', async () => {
  using scene = await duo()
  await stage.ask(`PUT /rooms/${scene.roomId}/mutes/${scene.member.userId}`, scene.owner, { chat: true, notes: false })
  using alone = await stage.connect()

  expect(await scene.bo.ask(typing(true))).toMatchObject(refused('muted'))
  expect(await alone.ask(cursor(0, 0))).toMatchObject(refused('not_in_room'))
})

test('[P-062] an avatar is relayed like a cursor, within its bounds', async () => {
  using scene = await duo()
  scene.ana.send(show({ case: 'avatar', value: { x: 1, y: 0, z: -2 } }))

  expect(await scene.bo.next('userCommand')).toMatchObject({ command: { case: 'avatar', value: { x: 1, z: -2 } } })
  const far = show({ case: 'avatar', value: { x: Number.NaN, y: 0, z: 0 } })
  expect(await scene.ana.ask(far)).toMatchObject(refused('invalid_input'))
})

test('[P-062] cursors reach a member on JSON too', async () => {
  using scene = await duo()
  const { TestPlayer: Player } = await import('@tutti/testkit/server')
  using json = await Player.connect(stage.server, { wire: 'json' })
  await json.join(scene.roomId)
  json.send(cursor(0.5, 0.5))
  await scene.bo.next('userCommand')
  scene.ana.send(cursor(0.25, 0.5))

  expect(await json.next('userCommand')).toMatchObject({ command: { case: 'cursor', value: { x: 0.25 } } })
})

test('[P-062] [SIGN-3] a status is seen in the room and by friends; invisible is offline for them', async () => {
  using scene = await duo()
  await stage.ask('POST /users/friends', scene.owner, { user_id: scene.member.userId })
  await stage.ask(`POST /users/friends/${scene.owner.userId}/accept`, scene.member)
  const friendOf = async () =>
    ((await stage.ask('GET /users/friends', scene.member)).data['friends'] as Record<string, unknown>[])[0]

  await scene.ana.ask(show({ case: 'status', value: UserStatus.BUSY }))
  expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { status: UserStatus.BUSY } })
  expect(await friendOf()).toMatchObject({ status: 'busy', current_room: scene.roomId })

  await scene.ana.ask(show({ case: 'status', value: UserStatus.INVISIBLE }))
  expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { status: UserStatus.ONLINE } })
  expect(await friendOf()).toMatchObject({ status: 'offline', current_room: null })
  const unknown = await scene.ana.ask(show({ case: 'status', value: 99 as UserStatus }))
  expect(unknown).toMatchObject(refused('invalid_input'))
})

test('[P-062] [SIGN-4] an instrument is heard as MIDI, seen in the room, and known to whoever comes later', async () => {
  using scene = await duo()
  await scene.ana.ask(show({ case: 'instrument', value: { channel: 1, program: 48, bank: 130 } }))

  const { midiData, participant } = await scene.bo.next('midiMessage')
  expect([...midiData]).toEqual([0, 0xb1, 0, 1, 0, 0xb1, 32, 2, 0, 0xc1, 48])
  expect(participant).toBe(scene.participant)
  const instruments = [{ channel: 1, program: 48, bank: 130 }]
  expect(await scene.bo.next('participantUpdated')).toMatchObject({ participant: { instruments } })
  using late = await stage.connect()
  const { participants } = await late.join(scene.roomId)
  expect(participants.find((one) => one.participant === scene.participant)).toMatchObject({ instruments })
})

test('[SIGN-4] [NOTE-10] whoever may not play chooses no instrument, and nobody one that is none', async () => {
  using scene = await duo()
  await stage.ask(`PATCH /rooms/${scene.roomId}`, scene.owner, { settings: { only_owner_can_play: true } })
  const choose = (program: number) => show({ case: 'instrument', value: { channel: 0, program, bank: 0 } })

  expect(await scene.bo.ask(choose(1))).toMatchObject(refused('not_allowed'))
  expect(await scene.ana.ask(choose(128))).toMatchObject(refused('invalid_input'))
})

test('[SIGN-2] a flood of changes of oneself is refused', async () => {
  using scene = await duo()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => scene.ana.ask(show({ case: 'status', value: UserStatus.AWAY }))),
  )

  expect(answers.at(-1)).toMatchObject(refused('rate_limited'))
})
