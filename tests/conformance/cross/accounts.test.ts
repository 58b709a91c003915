import { expect, test } from 'vitest'
import { password } from '../blueprint/blueprint-client.ts'
import { claimsOf } from '../claims-of.ts'
import { forBothSchemes } from '../blueprint/suite.ts'

forBothSchemes('both dialects', (suite) => {
  test('[C5] an account that was opened in one works in the other', async () => {
    const member = await suite.piano.member()
    const { status, data } = await suite.blueprint.logIn(member.email, member.password)
    expect(status).toBe(200)
    const token = String(data['token'])
    const me = await suite.blueprint.ask('/users/me', { token })
    expect(me.data).toMatchObject({ username: member.username, email: member.email })
    expect((await suite.piano.ask('/users/profile', { token })).data['user_id']).toBe(member.userId)
  })

  test('[C1] [C3] [C5] tokens are good in both, whoever issued them, and last as their own dialect says', async () => {
    const { id, email, token } = await suite.blueprint.member()
    const { data } = await suite.piano.ask('/auth/login', { json: { username: email, password } })
    const piano = String(data['token'])
    const { data: profile } = await suite.piano.ask('/users/profile', { token })

    expect((await suite.blueprint.ask('/users/me', { token: piano })).data['id']).toBe(id)
    expect(claimsOf(piano)['sub']).toBe(profile['user_id'])
    expect(lifetimeOf(piano)).toBe(3_600)
    expect(lifetimeOf(token)).toBe(2_592_000)
    const { data: renewed } = await suite.blueprint.ask('/auth/login', { method: 'POST', token: piano })
    expect([claimsOf(String(renewed['token']))['sub'], lifetimeOf(String(renewed['token']))]).toEqual([id, 2_592_000])
  })

  test('[C10] a change made in one is seen in the other', async () => {
    const { token } = await suite.blueprint.member()
    await suite.blueprint.ask('/users/me', { method: 'PATCH', token, json: { name: 'Clara', statusText: 'Op. 20' } })
    await suite.piano.ask('/users/profile', { method: 'PUT', token, json: { surname: 'Wieck' } })
    const inPiano = await suite.piano.ask('/users/profile', { token })
    const inBlueprint = await suite.blueprint.ask('/users/me', { token })
    expect(inPiano.data).toMatchObject({ name: 'Clara', surname: 'Wieck', status_text: 'Op. 20' })
    expect(inBlueprint.data).toMatchObject({ name: 'Clara', surname: 'Wieck', statusText: 'Op. 20' })
  })

  test('[P-031] [S-13] logging out in one ends the session in both', async () => {
    const { token } = await suite.blueprint.member()
    await suite.piano.ask('/auth/logout', { method: 'POST', token })
    expect((await suite.blueprint.ask('/users/me', { token })).code).toBe(11001)
    expect((await suite.piano.ask('/users/profile', { token })).status).toBe(401)
  })

  test('[B-100] a password that is changed in one ends the tokens of the other', async () => {
    const { token } = await suite.blueprint.member()
    const changed = await suite.piano.ask('/users/profile/password', {
      method: 'PUT',
      token,
      json: { current_password: password, new_password: 'Ballade-no-4' },
    })
    expect((await suite.blueprint.ask('/users/me', { token })).code).toBe(11001)
    const fresh = String(changed.data['token'])
    expect((await suite.blueprint.ask('/users/me', { token: fresh })).status).toBe(200)
  })

  test('[B-089] [C14] a name or address that is taken in one is taken in the other', async () => {
    const { username, email } = await suite.piano.member()
    const again = [
      await suite.blueprint.ask('/auth/register', { json: { email, password } }),
      await suite.blueprint.ask('/auth/register', { json: { email: `x${email}`, username, password } }),
    ]
    expect(again.map(({ code }) => code)).toEqual([3001, 3001])
  })
})

const lifetimeOf = (token: string): number => {
  const { iat, exp } = claimsOf(token)
  return Number(exp) - Number(iat)
}
