import { guestToken, startTestServer, TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'

const places = 100
const comers = 500

test('[R-38] of five hundred who join at once a hundred get in, and each is told in proportion', async () => {
  await using server = await startTestServer({ roomsMaxUsers: places })
  using host = await TestPlayer.connect(server)
  const { room } = await host.createRoom({ maxUsers: places })
  const roomId = room?.roomId ?? ''
  let toldBytes = 0
  host.socket.on('message', (data: Buffer) => (toldBytes += data.length))
  const tokens = await Promise.all(Array.from({ length: 10 }, () => guestToken(server.url)))
  const players: TestPlayer[] = []
  for (let index = 0; index < comers; index += 50) {
    const some = Array.from({ length: 50 }, (_, at) => TestPlayer.connect(server, { token: tokens[at % 10] ?? '' }))
    players.push(...(await Promise.all(some)))
  }
  await host.settled()
  toldBytes = 0

  const answers = await Promise.all(players.map((player) => player.ask({ case: 'joinRoomCommand', value: { roomId } })))
  await host.settled()

  const isIn = answers.filter(({ message }) => message.case === 'roomJoined')
  const refused = answers.filter(({ message }) => message.case === 'error' && message.value.code === 'room_full')
  expect([isIn.length, refused.length]).toEqual([places - 1, comers - places + 1])
  expect(host.all('participantJoined')).toHaveLength(places - 1)
  expect(toldBytes).toBeLessThan(places * 400)
  for (const player of players) player.kill()
}, 30_000)
