import { TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { logIn, newPassword, password, resetToken } from './account-steps.ts'
import { waitForMail } from './mail-folder.ts'
import type { Answer, Member } from './piano-client.ts'
import { forBothPrefixes } from './suite.ts'

forBothPrefixes('resetting a password', (suite) => {
  test('[S-44] every session ends, nobody is logged in by it, and the owner is told', async () => {
    const member = await suite.piano.member()
    const token = await resetToken(suite, member)

    const { status, data } = await suite.piano.ask('/auth/reset-password', { json: { token, password: newPassword } })

    expect([status, data]).toEqual([200, {}])
    expect((await suite.piano.ask('/users/profile', { token: member.token })).status).toBe(401)
    expect((await logIn(suite, member.username, password)).status).toBe(401)
    expect((await logIn(suite, member.username, newPassword)).status).toBe(200)
    await waitForMail(suite.server, member.email, 'password_changed')
  })

  test('[S-40] of ten uses of one token at the same time exactly one succeeds', async () => {
    const member = await suite.piano.member()
    const token = await resetToken(suite, member)

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        suite.piano.ask('/auth/reset-password', { json: { token, password: `Ballade-no-${index}` } }),
      ),
    )

    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 400)).toHaveLength(9)
    expect((await logIn(suite, member.username, `Ballade-no-${statuses.indexOf(200)}`)).status).toBe(200)
  })

  test('a weak password is refused with its field and leaves the token as it was', async () => {
    const member = await suite.piano.member()
    const token = await resetToken(suite, member)

    const { status, error } = await suite.piano.ask('/auth/reset-password', { json: { token, password: 'abc' } })

    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', 'password'])
    expect((await suite.piano.ask('/auth/reset-password', { json: { token, password: newPassword } })).status).toBe(200)
  })

  test('[S-41] [S-06] a token of another kind does not reset', async () => {
    const member = await suite.piano.member()
    const { token } = await waitForMail(suite.server, member.email, 'confirm_email')

    for (const wrong of [token, member.token]) {
      const { status } = await suite.piano.ask('/auth/reset-password', {
        json: { token: wrong, password: newPassword },
      })
      expect(status).toBe(400)
    }
    expect((await logIn(suite, member.username, password)).status).toBe(200)
  })

  test('[S-14] a connection that was open is closed', async () => {
    const member = await suite.piano.member()
    using player = await TestPlayer.connect(suite.server, { token: member.token })

    await suite.piano.ask('/auth/reset-password', {
      json: { token: await resetToken(suite, member), password: newPassword },
    })

    expect(await player.closed).toBe(4501)
  })
})

forBothPrefixes('changing a password', (suite) => {
  const change = (member: Member, json: unknown): Promise<Answer> =>
    suite.piano.ask('/users/profile/password', { method: 'PUT', token: member.token, json })

  test('[B-099] [B-100] [S-14] everything that was issued before ends; the answer is a session that works', async () => {
    const member = await suite.piano.member()
    const other = await logIn(suite, member.username, password)
    using player = await TestPlayer.connect(suite.server, { token: member.token })

    const { status, data } = await change(member, { current_password: password, new_password: newPassword })

    expect(status).toBe(200)
    for (const token of [member.token, String(other.data['token'])]) {
      expect((await suite.piano.ask('/users/profile', { token })).status).toBe(401)
    }
    const refresh_token = other.data['refresh_token']
    expect((await suite.piano.ask('/auth/refresh', { json: { refresh_token } })).status).toBe(401)
    expect(await player.closed).toBe(4501)
    expect((await suite.piano.ask('/users/profile', { token: String(data['token']) })).status).toBe(200)
    const again = { refresh_token: data['refresh_token'] }
    expect((await suite.piano.ask('/auth/refresh', { json: again })).status).toBe(200)
    expect((await logIn(suite, member.username, password)).status).toBe(401)
    expect((await logIn(suite, member.username, newPassword)).status).toBe(200)
  })

  test('[S-41] a reset link that was mailed before is worth nothing', async () => {
    const member = await suite.piano.member()
    const token = await resetToken(suite, member)
    await change(member, { current_password: password, new_password: newPassword })

    const { status } = await suite.piano.ask('/auth/reset-password', { json: { token, password } })

    expect(status).toBe(400)
  })

  test.each([
    ['current_password', 401, { current_password: 'Nocturne-9-3', new_password: newPassword }],
    ['password', 400, { current_password: password, new_password: 'abc' }],
    ['current_password', 400, { new_password: newPassword }],
    ['new_password', 400, { current_password: password }],
    ['new_password', 400, { current_password: password, new_password: { $ne: 1 } }],
  ])('[B-099] a bad %s is refused with %i and changes nothing', async (field, expected, json) => {
    const member = await suite.piano.member()

    const { status, error } = await change(member, json)

    expect(status).toBe(expected)
    if (expected === 400) expect(error.details['field']).toBe(field)
    expect((await suite.piano.ask('/users/profile', { token: member.token })).status).toBe(200)
  })

  test('a guest has no password, and without a token there is nobody', async () => {
    const json = { current_password: password, new_password: newPassword }
    const asGuest = { method: 'PUT', token: await suite.piano.guestToken(), json }

    expect((await suite.piano.ask('/users/profile/password', asGuest)).status).toBe(403)
    expect((await suite.piano.ask('/users/profile/password', { method: 'PUT', json })).status).toBe(401)
  })
})
