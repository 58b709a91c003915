import { createFakeClock } from '@tutti/testkit'
import { startTestServer, TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { PianoClient } from '../piano/piano-client.ts'
import { claimsOf } from '../claims-of.ts'
import { BlueprintClient, password } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

const newPassword = 'Ballade-no-4'

function opens(address: string): Promise<boolean> {
  const socket = new WebSocket(address, ['tutti.v1.proto'])
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(true))
    socket.addEventListener('error', () => resolve(false))
  })
}

forBothSchemes('passwords', (suite) => {
  const change = (token: string, json: unknown) =>
    suite.blueprint.ask('/users/me/password', { method: 'PUT', token, json })

  test.each([
    ['old_password', 'new_password'],
    ['current_password', 'newPassword'],
    ['oldPassword', 'password'],
    ['currentPassword', 'newPassword'],
  ])('[B-030] [B-047] [B-099] [C18] a password is changed by %s and %s', async (old, fresh) => {
    const { email, token } = await suite.blueprint.member()

    const { status, data } = await change(token, { [old]: password, [fresh]: newPassword })

    expect([status, typeof data['token']]).toEqual([200, 'string'])
    expect((await suite.blueprint.logIn(email)).code).toBe(11003)
    expect((await suite.blueprint.logIn(email, newPassword)).status).toBe(200)
  })

  test('[B-099] a wrong old password changes nothing', async () => {
    const { email, token } = await suite.blueprint.member()
    const { status, code } = await change(token, { old_password: 'Wrong-9-2', new_password: newPassword })
    expect([status, code]).toEqual([401, 11003])
    expect((await suite.blueprint.ask('/users/me', { token })).status).toBe(200)
    expect((await suite.blueprint.logIn(email)).status).toBe(200)
  })

  test.each(['abc', 'abcdefgh', ''])('[B-099] the weak password “%s” changes nothing', async (weak) => {
    const { email, token } = await suite.blueprint.member()
    const { status, code } = await change(token, { old_password: password, new_password: weak })
    expect([status, code]).toEqual([400, 4001])
    expect((await suite.blueprint.logIn(email)).status).toBe(200)
  })

  test('[B-092] [B-099] a new password is held against the name of now', async () => {
    const { token } = await suite.blueprint.member()
    await suite.blueprint.ask('/users/me', { method: 'PATCH', token, json: { surname: 'Hagens' } })
    expect((await change(token, { old_password: password, new_password: 'xHagens-1' })).code).toBe(4001)
  })

  test('what is missing is told by its name in this dialect', async () => {
    const { token } = await suite.blueprint.member()
    const { details } = await change(token, {})
    expect(details.map(({ path }) => path)).toEqual(['old_password', 'new_password'])
  })

  test('[B-100] [S-14] [S-22] everything that was issued before dies, of either dialect, connections too', async () => {
    const { email, token } = await suite.blueprint.member()
    const { data: second } = await suite.blueprint.logIn(email)
    const { data: piano } = await suite.piano.ask('/auth/login', { json: { username: email, password } })
    const { data: ticket } = await suite.piano.ask('/websocket/ticket', { method: 'POST', token })
    using player = await TestPlayer.connect(suite.server, { token })

    const { data } = await change(token, { old_password: password, new_password: newPassword })

    for (const old of [token, String(second['token']), String(piano['token'])]) {
      expect((await suite.blueprint.ask('/users/me', { token: old })).code).toBe(11001)
      expect((await suite.blueprint.ask('/auth/login', { method: 'POST', token: old })).code).toBe(11001)
    }
    const refresh = { refresh_token: piano['refresh_token'] }
    expect((await suite.piano.ask('/auth/refresh', { json: refresh })).status).toBe(401)
    expect(await player.closed).toBe(4501)
    expect(await opens(`ws://127.0.0.1:${suite.server.port}/api/websocket/${String(ticket['payload'])}`)).toBe(false)
    expect((await suite.blueprint.ask('/users/me', { token: String(data['token']) })).status).toBe(200)
  })

  test('[B-101] of two changes at once one happens', async () => {
    const { email, token } = await suite.blueprint.member()
    const answers = await Promise.all(
      ['Ballade-no-1', 'Ballade-no-2'].map((fresh) => change(token, { old_password: password, new_password: fresh })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const logins = ['Ballade-no-1', 'Ballade-no-2'].map((fresh) => suite.blueprint.logIn(email, fresh))
    const statuses = (await Promise.all(logins)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 401]))
  })
})

test('[B-100] [S-14] the new token works although the old ones are of the same second', async () => {
  const clock = createFakeClock(Math.floor(Date.now() / 1000) * 1000)
  await using server = await startTestServer({ clock })
  const blueprint = new BlueprintClient(server.url)
  const { token } = await blueprint.member()

  const { data } = await blueprint.ask('/users/me/password', {
    method: 'PUT',
    token,
    json: { old_password: password, new_password: newPassword },
  })

  const fresh = String(data['token'])
  expect(claimsOf(fresh)['iat']).toBe(claimsOf(token)['iat'])
  expect((await blueprint.ask('/users/me', { token: fresh })).status).toBe(200)
  expect((await blueprint.ask('/users/me', { token })).code).toBe(11001)
  const piano = new PianoClient(`${server.url}/api`)
  expect((await piano.ask('/users/profile', { token })).status).toBe(401)
})
