import { roomId } from '@tutti/core'
import { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../piano/piano-client.ts'
import { startStaffed, type Staffed } from '../piano/staffed.ts'
import { startAdmin } from '../../operator/run-admin.ts'

let house: Staffed
let admin: Member
beforeAll(async () => {
  house = await startStaffed()
  admin = await house.hire('admin')
})
afterAll(() => house[Symbol.asyncDispose]())

const put = (path: string, json: unknown) => house.piano.ask(path, { method: 'PUT', token: admin.token, json })
const connect = ({ token }: { readonly token: string }) => TestPlayer.connect(house.server, { token })

test('[S-15] [S-117] a suspension closes every connection of the user with 4503, and lets no new one in', async () => {
  const member = await house.piano.member()
  using one = await connect(member)
  using other = await connect(member)
  using somebody = await TestPlayer.connect(house.server)
  const { room } = await somebody.createRoom()
  await one.join(room?.roomId ?? '')
  await somebody.next('participantJoined')
  const ticket = await house.piano.ask('/websocket/ticket', { method: 'POST', token: member.token })

  await put(`/moderation/users/${member.userId}/suspension`, { reason: 'Noise' })

  expect(await Promise.all([one.closed, other.closed])).toEqual([4503, 4503])
  await somebody.next('participantLeft')
  const { WebSocket } = await import('ws')
  const again = new WebSocket(`ws://127.0.0.1:${house.server.port}/api/websocket/${String(ticket.data['payload'])}`)
  again.on('error', () => undefined)
  const status = await new Promise((resolve) =>
    again.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode)
    }),
  )
  expect(status).toBe(403)
})

test('[P-020] a role that is given or taken counts on connections that are open', async () => {
  const member = await house.piano.member()
  using player = await connect(member)
  const openProRoom = () =>
    player
      .ask({ case: 'createRoomCommand', value: { roomName: 'Pro', roomType: 3 } as never })
      .then(({ message }) => message.case)
  expect(await openProRoom()).toBe('error')

  await put(`/admin/users/${member.userId}/roles`, { roles: ['pro'] })
  expect(await openProRoom()).toBe('roomJoined')

  await put(`/admin/users/${member.userId}/roles`, { roles: [] })
  expect(await openProRoom()).toBe('error')
})

test('what the operator does at the command line counts within five seconds on open connections', async () => {
  const member = await house.piano.member()
  using player = await connect(member)
  const { dataDir } = house.server.config

  const { code, out } = await startAdmin(dataDir, ['suspend', member.username, '--reason', 'Noise'])

  const startedAtMs = performance.now()
  expect([code, out]).toEqual([0, `${member.username} is suspended for good.\n`])
  expect(await player.closed).toBe(4503)
  expect(performance.now() - startedAtMs).toBeLessThan(5000)
})

test('a notice comes after the notes that were played before it', async () => {
  using player = await TestPlayer.connect(house.server)
  using listener = await TestPlayer.connect(house.server)
  const { room } = await player.createRoom()
  await listener.join(roomId(room?.roomId ?? ''))
  player.play(Uint8Array.of(0, 0x90, 60, 90))
  await listener.next('midiMessage')

  await house.piano.ask('/admin/notice', { token: admin.token, json: { message: 'Soon' } })

  expect(await listener.next('notification')).toMatchObject({ message: 'Soon', kind: 1 })
  const seqs = listener.received.map(({ seq }) => seq).filter((seq) => seq > 0)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
})
