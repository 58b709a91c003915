import { expect, test } from 'vitest'
import { forBothPrefixes } from './suite.ts'

const password = 'Nocturne-9-2'
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

forBothPrefixes('authentication', (suite) => {
  test('[P-028] [P-066] registering answers 201 with the user', async () => {
    const json = { username: 'clara', email: 'clara@example.com', password, confirm_password: password }

    const { status, data } = await suite.piano.ask('/auth/register', { json })

    expect(status).toBe(201)
    expect(data).toStrictEqual({
      user_id: expect.stringMatching(uuid),
      id: expect.stringMatching(/^[A-Za-z0-9_-]{9}$/),
      username: 'clara',
      name: null,
      surname: null,
      user_tag: expect.stringMatching(/^#[\da-f]{6}$/),
      email: 'clara@example.com',
      roles: ['member'],
      is_member: true,
      is_pro: false,
      avatar_url: expect.stringMatching(/^http:.+\/avatars\/default-/),
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_seen: expect.any(String),
    })
  })

  test('[P-028] an e-mail address with dots and letters of any language is told as it was given', async () => {
    const json = { username: 'antonin', email: 'anton\u00edn..dvo\u0159\u00e1k@example.com', password }
    const { status, data } = await suite.piano.ask('/auth/register', { json })
    expect([status, data['email']]).toEqual([201, json.email])
  })

  test('[P-028] a confirmation that differs is refused', async () => {
    const json = { username: 'robert', email: 'robert@example.com', password, confirm_password: 'Nocturne-9-3' }

    const { status, error } = await suite.piano.ask('/auth/register', { json })

    expect([status, error.details['field']]).toEqual([400, 'confirm_password'])
  })

  test('[P-024] a taken username is refused in the words of the document, also in another case', async () => {
    const { username } = await suite.piano.member()
    const json = { username: username.toUpperCase(), email: 'other@example.com', password }

    const { status, error } = await suite.piano.ask('/auth/register', { json })

    expect(status).toBe(400)
    expect(error).toStrictEqual({
      code: 'VALIDATION_ERROR',
      message: 'Invalid input parameters',
      details: { field: 'username', issue: 'Username already exists' },
    })
  })

  test('[P-029] a taken e-mail address is refused', async () => {
    const { email } = await suite.piano.member()
    const json = { username: 'somebody', email: email.toUpperCase(), password }

    const { status, error } = await suite.piano.ask('/auth/register', { json })

    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', 'email'])
  })

  test.each([
    ['username', { username: 'ab' }],
    ['username', { username: 'me' }],
    ['username', { username: '__proto__' }],
    ['username', { username: 'ad\u200bmin' }],
    ['username', { username: '\u0410dmin' }],
    ['username', { username: ['clara'] }],
    ['email', { email: 'nobody' }],
    ['email', { email: 'a@b.example\r\nBcc: c@d.example' }],
    ['password', { password: 'abcdef12' }],
    ['password', { password: { $ne: 1 } }],
    ['password', { password: undefined }],
  ])('[P-029] [S-35] [S-37] [S-38] [S-45] a bad %s is refused: %j', async (field, part) => {
    const json = { username: 'johannes', email: 'johannes@example.com', password, ...part }

    const { status, error } = await suite.piano.ask('/auth/register', { json })

    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', field])
  })

  test('[P-029] every failed field is listed, the first one is named', async () => {
    const { error } = await suite.piano.ask('/auth/register', { json: { password: 5 } })

    expect(error.details).toStrictEqual({
      field: 'username',
      issue: 'Is required',
      errors: [
        { field: 'username', issue: 'Is required' },
        { field: 'email', issue: 'Is required' },
        { field: 'password', issue: 'Must be a string' },
      ],
    })
  })

  test('[S-51] what an account may not give itself has no effect', async () => {
    const extra = { roles: ['admin'], is_pro: true, user_id: 'mine', generation: 9, kind: 'guest' }
    const json = { username: 'maria', email: 'maria@example.com', password, ...extra }

    const { data } = await suite.piano.ask('/auth/register', { json })

    expect(data).toMatchObject({ roles: ['member'], is_pro: false, user_id: expect.stringMatching(uuid) })
  })

  test('[S-80] of 20 registrations of one name at the same time exactly one succeeds', async () => {
    const asking = Array.from({ length: 20 }, (_, index) =>
      suite.piano.ask('/auth/register', { json: { username: 'fanny', email: `fanny${index}@example.com`, password } }),
    )

    const statuses = (await Promise.all(asking)).map(({ status }) => status)

    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    // A machine that is busy may refuse to queue so much hashing; nobody gets in by that.
    expect(statuses.filter((status) => status === 400 || status === 503)).toHaveLength(19)
  })

  test('[P-007] [P-008] [P-014] logging in gives a token with the claims of the document', async () => {
    const { username, userId } = await suite.piano.member()

    const { status, data } = await suite.piano.ask('/auth/login', { json: { username, password } })

    const claims = readPart(data['token'], 1)
    expect(status).toBe(200)
    expect(readPart(data['token'], 0)).toStrictEqual({ alg: 'EdDSA', typ: 'JWT', kid: expect.any(String) })
    expect(claims).toMatchObject({ sub: userId, uid: userId, username, roles: ['member'], gen: 0 })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600)
    expect(data).toMatchObject({ expires_in: 3600, refresh_token: expect.any(String), user: { user_id: userId } })
  })

  test('[P-009] logging in with the e-mail address', async () => {
    const { email } = await suite.piano.member()
    const { status } = await suite.piano.ask('/auth/login', { json: { username: email.toUpperCase(), password } })
    expect(status).toBe(200)
  })

  test('[P-009] [S-25] an unknown user and a wrong password get the same answer', async () => {
    const { username } = await suite.piano.member()

    const wrong = await suite.piano.ask('/auth/login', { json: { username, password: 'Nocturne-9-3' } })
    const unknown = await suite.piano.ask('/auth/login', { json: { username: 'nobody-here', password } })

    expect([wrong.status, wrong.error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
    expect([unknown.status, unknown.error]).toEqual([wrong.status, wrong.error])
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()])
  })

  test('[P-009] a missing password is named', async () => {
    const { status, error } = await suite.piano.ask('/auth/login', { json: { username: 'clara' } })
    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', 'password'])
  })

  test.each(['x'.repeat(10_000), '\u0000', `' or 1=1 --`])(
    '[S-33] [S-34] [S-62] a strange password is only wrong',
    async (strange) => {
      const { status } = await suite.piano.ask('/auth/login', { json: { username: 'clara', password: strange } })
      expect([400, 401]).toContain(status)
    },
  )

  test('[P-015] a guest is let in under a name that is proposed, or its own', async () => {
    const proposed = await suite.piano.ask('/auth/guest', { method: 'POST' })
    const own = await suite.piano.ask('/auth/guest', { json: { username: 'Silver Wren' } })

    expect(proposed.status).toBe(201)
    expect(proposed.data['user']).toMatchObject({ roles: ['guest'], is_member: false, email: null })
    expect(own.data['user']).toMatchObject({ username: 'Silver Wren' })
  })

  test("a guest may not come under an account's name", async () => {
    const { username } = await suite.piano.member()
    const { status, error } = await suite.piano.ask('/auth/guest', { json: { username } })
    expect([status, error.details['field']]).toEqual([400, 'username'])
  })
})

function readPart(token: unknown, index: number): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split('.')[index] ?? '', 'base64url').toString())
}
