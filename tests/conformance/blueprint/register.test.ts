import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { waitForMail, readMails } from '../piano/mail-folder.ts'
import { password } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

forBothSchemes('registering', (suite) => {
  const register = (json: Readonly<Record<string, unknown>>) =>
    suite.blueprint.ask('/auth/register', {
      json: { email: `${randomUUID().slice(0, 8)}@example.com`, password, ...json },
    })

  test('[B-029] [B-048] [B-057] [B-080] [B-088] an account is opened without a token, and can be found', async () => {
    const email = 'john.doe@mail.com'

    const { status, data, headers } = await register({ email })

    expect(status).toBe(201)
    expect(data).toStrictEqual({
      id: expect.stringMatching(/^[\w-]{9}$/),
      username: expect.stringMatching(/^[A-Za-z]+-[\w-]{9}$/),
      name: null,
      surname: null,
      userTag: expect.stringMatching(/^#[\da-f]{6}$/),
      email,
      roles: ['member'],
      isMember: true,
      isPro: false,
      avatar: expect.stringMatching(/^http.+\/avatars\/default-/),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      lastSeen: expect.any(String),
    })
    expect(headers.get('location')).toBe(`/users/${String(data['id'])}`)
    const { data: session } = await suite.blueprint.logIn(email)
    const found = await suite.blueprint.ask(headers.get('location') ?? '', { token: String(session['token']) })
    expect([found.status, found.data['id']]).toEqual([200, data['id']])
  })

  test('[C18] names are taken apart or as one', async () => {
    const apart = await register({ username: 'erin', name: 'Erin M.', surname: 'Hagens' })
    const asOne = await register({ full_name: 'Erin M. Hagens' })
    const camel = await register({ fullName: 'Erin' })
    expect(apart.data).toMatchObject({ username: 'erin', name: 'Erin M.', surname: 'Hagens' })
    expect(asOne.data).toMatchObject({ name: 'Erin M.', surname: 'Hagens' })
    expect(camel.data).toMatchObject({ name: 'Erin', surname: null })
  })

  test('[B-089] an address is taken once, in whatever case', async () => {
    await register({ email: 'a@x.example' })
    const { status, code, message } = await register({ email: 'A@x.example' })
    expect([status, code, message]).toEqual([400, 3001, 'User already exists'])
  })

  test('[B-089] a user name is taken once', async () => {
    await register({ username: 'unique' })
    expect((await register({ username: 'UNIQUE' })).code).toBe(3001)
  })

  test('[B-089] [S-80] of twenty at once one wins', async () => {
    const email = `${randomUUID().slice(0, 8)}@example.com`
    const answers = await Promise.all(Array.from({ length: 20 }, () => register({ email })))
    const won = answers.filter(({ status }) => status === 201)
    const lost = answers.filter(({ code }) => code === 3001)
    expect([won.length, lost.length]).toEqual([1, 19])
  })

  test.each(['Ab1!x', 'abcdef12', 'abcdefgh', '12345678', ''])(
    '[B-090] [B-093] [B-095] the password “%s” does not meet the guidelines',
    async (given) => {
      const { status, code, message } = await register({ password: given })
      expect([status, code, message]).toEqual([400, 4001, "Password doesn't match password guidelines"])
    },
  )

  test.each(['Ab1!xy', '$3C6e7', 'abcDEF12', 'abc!!!123', '🎹🎹🎹a1B', 'ab 12漢字', 'x'.repeat(100) + 'A1'])(
    '[B-090] [B-093] the password “%s” does',
    async (given) => {
      expect((await register({ password: given })).status).toBe(201)
    },
  )

  test.each([
    [{ username: 'pianist', password: 'Pianist9!' }, 4001],
    [{ username: 'pianist2', password: 'xxPIANIST2!9' }, 4001],
    [{ email: 'nocturne@example.com' }, 4001],
    [{ name: 'Erin M.', surname: 'Hagens', password: 'xErin123!' }, 4001],
    [{ name: 'Erin M.', surname: 'Hagens', password: 'hagens99A' }, 4001],
    [{ full_name: 'Erin M. Hagens', password: 'M1234abc' }, undefined],
    [{ name: 'Jean-Luc', password: 'xxLUC-12' }, 4001],
    [{ username: 'xyz', name: 'Al', password: 'xAl-123x' }, undefined],
  ])('[B-091] [B-092] %j: a name does not stand in its password', async (json, code) => {
    expect((await register(json)).code).toBe(code)
  })

  test('[B-095] a weak password is told before the account that exists', async () => {
    await register({ email: 'before@x.example' })
    expect((await register({ email: 'before@x.example', password: 'abc' })).code).toBe(4001)
  })

  test.each([
    [{ email: 'foo' }, 'email', 'string.email'],
    [{ email: 'a@b\r\nBcc: c@d.example' }, 'email', 'string.email'],
    [{ username: 'a b' }, 'username', 'string.regex.base'],
    [{ username: 'admin' }, 'username', 'any.invalid'],
    [{ roles: ['admin'] }, 'roles', 'object.allowUnknown'],
    [{ id: 'aaaaaaaaa' }, 'id', 'object.allowUnknown'],
    [{ name: 'x'.repeat(61) }, 'name', 'string.max'],
    [{ confirmPassword: 'Other-9-2' }, 'confirmPassword', 'any.allowOnly'],
  ])('[B-063] [S-38] [S-45] [S-51] %j is refused', async (json, path, type) => {
    const { status, code, details } = await register(json)
    expect([status, code]).toEqual([400, 10003])
    expect(details.map((detail) => [detail.path, detail.type])).toEqual([[path, type]])
  })

  test('[B-059] everything that is wrong is told at once', async () => {
    const { details } = await suite.blueprint.ask('/auth/register', { json: { email: 'foo', usernam: 'x' } })
    expect(details.map(({ path, type }) => [path, type])).toEqual([
      ['email', 'string.email'],
      ['password', 'any.required'],
      ['usernam', 'object.allowUnknown'],
    ])
  })

  test('[B-094] the address gets a mail that confirms it once; a refusal sends none', async () => {
    const email = `${randomUUID().slice(0, 8)}@example.com`
    await register({ email })
    const mail = await waitForMail(suite.server, email, 'confirm_email')
    await register({ email })

    const confirm = () => suite.piano.ask('/auth/verify-email', { json: { token: mail.token } })

    expect((await confirm()).status).toBe(200)
    expect((await confirm()).status).toBe(400)
    const mails = await readMails(suite.server)
    expect(mails.filter(({ to }) => to === email)).toHaveLength(1)
  })
})
