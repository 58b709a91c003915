import { readdir, writeFile } from 'node:fs/promises'
import { request, type ClientRequest } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startTestServer } from '@tutti/testkit/server'
import { describe, expect, test } from 'vitest'
import { checkHeaders } from './check-response.ts'
import { PianoClient, type Answer } from './piano-client.ts'
import { blackPng, redPng } from './pictures.ts'
import { forBothPrefixes } from './suite.ts'

const mostBytes = 5 * 1024 * 1024

forBothPrefixes('avatars', (suite) => {
  const post = (token: string, body: BodyInit, type?: string): Promise<Answer> =>
    upload(suite.piano, { token, body, type })
  const pictureOf = (answer: Answer): Promise<Response> => fetch(String(answer.data['avatar_url']))
  const filesOf = () => readdir(join(suite.server.config.dataDir, 'avatars'))

  test.each(['avatar', 'media', 'file'])('[P-036] [C11] a PNG comes in the field %s of a form', async (field) => {
    const { token } = await suite.piano.member()

    const answer = await post(token, formOf({ [field]: new Blob([redPng], { type: 'image/png' }) }))

    expect(answer.status).toBe(200)
    const picture = await pictureOf(answer)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const { data } = await suite.piano.ask('/users/profile', { token })
    expect(data).toMatchObject(answer.data)
    expect((await fetch(String(data['avatar_small_url']))).status).toBe(200)
  })

  test('[P-036] [C11] every way to send a picture makes the same one', async () => {
    const { token } = await suite.piano.member()
    const base64 = Buffer.from(redPng).toString('base64')
    const urlSafe = Buffer.from(redPng).toString('base64url')
    const json = (mediaData: string) => post(token, JSON.stringify({ media_data: mediaData }), 'application/json')

    const answers = [
      await post(token, formOf({ avatar: new Blob([redPng]) })),
      await post(token, redPng, 'image/png'),
      await post(token, redPng, 'image/jpeg'),
      await post(token, formOf({ media_data: base64 })),
      await post(token, new URLSearchParams({ media_data: base64 })),
      await post(token, `media_data=${base64}`, 'application/x-www-form-urlencoded'),
      await json(base64),
      await json(urlSafe),
      await json(`data:image/png;base64,${base64}`),
      await json(`data:text/html;base64,${base64}`),
      await json(base64.replace(/.{20}/g, '$&\r\n')),
    ]

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const addresses = answers.map(({ data }) => data['avatar_url'])
    expect(new Set(addresses).size).toBe(answers.length)
  })

  test.each(['====', '!!!', 'a', 'data:image/png,abc', 'data:image/png;base64', '', 'aGVsbG8', '\u0000'])(
    '[S-88] base64 that is none, or no picture, is refused: %j',
    async (mediaData) => {
      const { token } = await suite.piano.member()
      const answer = await post(token, JSON.stringify({ media_data: mediaData }), 'application/json')
      expect([answer.status, answer.error.code]).toEqual([400, 'VALIDATION_ERROR'])
    },
  )

  test.each([
    ['nothing', {}],
    ['two', { avatar: new Blob([redPng]), media: new Blob([redPng]) }],
    ['text in the place of a file', { avatar: 'hello' }],
  ])('[P-036] %s is not one picture', async (_, fields) => {
    const { token } = await suite.piano.member()
    const { status, error } = await post(token, formOf(fields))
    expect([status, error.details['field']]).toEqual([400, 'avatar'])
  })

  test.each([
    ['[S-83] text', 'hello', 'image/png'],
    ['[S-82] SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['[S-83] HTML', '<html><script>alert(1)</script></html>', 'image/png'],
    ['[S-83] half a PNG', redPng.slice(0, 60), 'image/png'],
  ])('[P-036] %s is refused and changes nothing', async (_, body, type) => {
    const { token } = await suite.piano.member()
    const kept = await post(token, redPng, 'image/png')

    const { status, error } = await post(token, body, type)

    expect([status, error.code, error.details['issue']]).toEqual([400, 'VALIDATION_ERROR', 'UNSUPPORTED_FILE_TYPE'])
    expect((await suite.piano.ask('/users/profile', { token })).data).toMatchObject(kept.data)
    expect((await pictureOf(kept)).status).toBe(200)
  })

  test.each(['text/plain', 'application/octet-stream', 'application/xml', undefined])(
    '[P-021] [S-76] a picture as %s is refused',
    async (type) => {
      const { token } = await suite.piano.member()
      const { status } = await post(token, redPng, type)
      expect(status).toBe(415)
    },
  )

  test('forms are for pictures alone', async () => {
    const { status } = await suite.piano.ask('/auth/login', {
      text: 'username=a&password=b',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(status).toBe(415)
  })

  describe('[P-036] [S-75] one byte too many gets an answer that can be read', () => {
    const padded = new Uint8Array(mostBytes + 1)
    padded.set(redPng)
    test.each([
      ['as it is', () => padded, 'image/png'],
      ['in a form', () => formOf({ avatar: new Blob([padded]) }), undefined],
      ['as base64', () => JSON.stringify({ media_data: Buffer.from(padded).toString('base64') }), 'application/json'],
      ['far too many', () => new Uint8Array(30 * 1024 * 1024), 'image/png'],
    ])('%s', async (_, make, type) => {
      const { token } = await suite.piano.member()
      const { status, error } = await post(token, make(), type)
      expect([status, error.code, error.details['issue']]).toEqual([400, 'VALIDATION_ERROR', 'FILE_TOO_LARGE'])
    })
  })

  test('exactly 5 MiB are read', async () => {
    const { token } = await suite.piano.member()
    const padded = new Uint8Array(mostBytes)
    padded.set(redPng)
    expect((await post(token, padded, 'image/png')).status).toBe(200)
  })

  describe('[S-85] a form that cannot be trusted is refused at once', () => {
    const part = (name: string, value = 'x') =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const boundary = 'multipart/form-data; boundary=b'
    test.each([
      [
        '10,000 parts',
        `${Array.from({ length: 10_000 }, (_, index) => part(`f${index}`)).join('')}--b--\r\n`,
        boundary,
      ],
      ['a part with a header of a megabyte', `${part('x'.repeat(1_000_000))}--b--\r\n`, boundary],
      ['a part with a million headers', `--b\r\n${'X: y\r\n'.repeat(1_000_000)}\r\nx\r\n--b--\r\n`, boundary],
      ['no boundary', `${part('avatar')}--b--\r\n`, 'multipart/form-data'],
      ['another boundary', `${part('avatar')}--b--\r\n`, 'multipart/form-data; boundary=c'],
      ['no line break', '--b\r\nContent-Disposition: form-data; name="avatar"\n\nx\r\n--b--', boundary],
      ['no end', part('avatar'), boundary],
      ['a field twice', `${part('media_data')}${part('media_data')}--b--\r\n`, boundary],
      ['a field that is called __proto__', `${part('__proto__')}--b--\r\n`, boundary],
      [
        'a form in a form',
        `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n`,
        boundary,
      ],
    ])('%s', async (_, body, type) => {
      const { token } = await suite.piano.member()
      const { status, error } = await post(token, body, type)
      expect([status, error.code, Reflect.get({}, 'x')]).toEqual([400, 'VALIDATION_ERROR', undefined])
    })

    test('a form of a million fields', async () => {
      const { token } = await suite.piano.member()
      const { status } = await post(token, 'a&'.repeat(1_000_000), 'application/x-www-form-urlencoded')
      expect(status).toBe(400)
    })

    test('JSON of a million parts', async () => {
      const { token } = await suite.piano.member()
      const { status } = await post(token, `[${'[],'.repeat(1_000_000)}[]]`, 'application/json')
      expect(status).toBe(400)
    })
  })

  test.each(['../../x', 'a.png%00.js', 'x'.repeat(3_000), 'a\u202egnp.exe'])(
    '[S-84] the name of a file is not looked at: %.20j',
    async (name) => {
      const { token } = await suite.piano.member()
      const form = new FormData()
      form.set('avatar', new Blob([redPng], { type: 'text/html' }), name)

      const answer = await post(token, form)

      expect(answer.status).toBe(200)
      expect(String(answer.data['avatar_url'])).toMatch(/\/avatars\/[0-9a-f]{32}\.webp$/)
    },
  )

  test('[S-86] a picture is served as what it is and can do nothing', async () => {
    const { token } = await suite.piano.member()
    const picture = await pictureOf(await post(token, redPng, 'image/png'))

    checkHeaders(picture.headers)
    expect(picture.headers.get('content-security-policy')).toMatch(/sandbox/)
    expect(picture.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(picture.headers.get('content-disposition')).toBe('inline; filename="avatar.webp"')
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(Buffer.from(await picture.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP')
  })

  test('[P-036] [S-86] who has no picture has a drawing of colour and initials', async () => {
    const { token } = await suite.piano.member()
    const { data } = await suite.piano.ask('/users/profile', { token })

    const drawing = await fetch(String(data['avatar_url']))

    expect([drawing.status, drawing.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    checkHeaders(drawing.headers)
    expect(drawing.headers.get('content-security-policy')).toMatch(/sandbox/)
    expect(await drawing.text()).toContain(String(data['user_tag']))
  })

  test.each([
    '..%2f..%2fmaster-secret',
    '%2e%2e/master-secret',
    'a.webp',
    `${'0'.repeat(32)}.webp`,
    'default-000000-%3Csvg%3E.svg',
    'default-zzzzzz-AB.svg',
    '',
  ])('[S-70] [S-86] there is nothing at /avatars/%s', async (name) => {
    const response = await fetch(`${suite.server.url}/avatars/${name}`)
    expect([404]).toContain(response.status)
    expect(await response.text()).not.toMatch(/secret|<svg/)
  })

  test('[S-87] only the newest picture is kept', async () => {
    const { token } = await suite.piano.member()
    const before = await filesOf()
    const first = await post(token, redPng, 'image/png')

    const second = await post(token, blackPng, 'image/png')

    expect([(await pictureOf(first)).status, (await pictureOf(second)).status]).toEqual([404, 200])
    expect(await filesOf()).toHaveLength(before.length + 2)
  })

  test('without a picture there is the drawing again; without one, taking it away changes nothing', async () => {
    const { token } = await suite.piano.member()
    const { data: before } = await suite.piano.ask('/users/profile', { token })
    const uploaded = await post(token, redPng, 'image/png')

    for (let times = 0; times < 2; times += 1) {
      const { status, data } = await suite.piano.ask('/users/avatar', { method: 'DELETE', token })
      expect([status, data['avatar_url']]).toEqual([200, before['avatar_url']])
    }
    expect((await pictureOf(uploaded)).status).toBe(404)
  })

  test('[P-036] without a token nobody sends a picture, and none is read', async () => {
    const { status } = await upload(suite.piano, { body: redPng, type: 'image/png' })
    expect(status).toBe(401)
  })

  describe('[S-75] a body is read no further than it may go', () => {
    const send = async (more: Readonly<Record<string, string>>, feed: (asking: ClientRequest) => void) => {
      const { token } = await suite.piano.member()
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'image/png', ...more }
      const asking = request(`${suite.server.url}/api/users/avatar`, { method: 'POST', headers })
      const answered = new Promise<string>((resolve, reject) => {
        asking.on('response', (response) => void text(response).then(resolve, reject))
        asking.on('error', reject)
      })
      feed(asking)
      const { error }: { error: Answer['error'] } = JSON.parse(await answered)
      asking.destroy()
      return error.details['issue']
    }

    test('a length that is a lie', async () => {
      const issue = await send({ 'Content-Length': '900000000' }, (asking) => void asking.write(redPng))
      expect(issue).toBe('FILE_TOO_LARGE')
    })

    test('chunks without end', async () => {
      const chunk = new Uint8Array(64 * 1024)
      const issue = await send({ 'Transfer-Encoding': 'chunked' }, (asking) => {
        const more = (): void => {
          if (!asking.destroyed) asking.write(chunk, () => setImmediate(more))
        }
        more()
      })
      expect(issue).toBe('FILE_TOO_LARGE')
    })
  })
})

test('[P-050] [S-87] the sixth picture in a minute is refused', async () => {
  await using server = await startTestServer({ limits: 'standard' })
  const piano = new PianoClient(`${server.url}/api`)
  const { token } = await piano.member()

  const statuses: number[] = []
  for (let times = 0; times < 6; times += 1) {
    const { status } = await upload(piano, { token, body: redPng, type: 'image/png' })
    statuses.push(status)
  }

  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
})

test('[R-10] a picture outlives a restart; leftovers of a crash do not', async () => {
  await using first = await startTestServer()
  const { dataDir } = first.config
  const databaseUrl = `file:${join(dataDir, 'tutti.db')}`
  const leftover = `${'0'.repeat(32)}.webp`
  let address = ''
  {
    await using server = await startTestServer({ dataDir, databaseUrl })
    const piano = new PianoClient(`${server.url}/api`)
    const { token } = await piano.member()
    const { data } = await upload(piano, { token, body: redPng, type: 'image/png' })
    address = new URL(String(data['avatar_url'])).pathname
    for (const file of [leftover, `${leftover}.part`]) await writeFile(join(dataDir, 'avatars', file), 'x')
  }

  await using server = await startTestServer({ dataDir, databaseUrl })

  expect((await fetch(server.url + address)).status).toBe(200)
  expect(await readdir(join(dataDir, 'avatars'))).toHaveLength(2)
})

function formOf(fields: Readonly<Record<string, Blob | string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

interface Upload {
  readonly token?: string
  readonly body: BodyInit
  readonly type?: string | undefined
}

/** Lets the platform write the body, and sends it as it is. */
async function upload(piano: PianoClient, { token, body, type }: Upload): Promise<Answer> {
  const written = new Response(body)
  const contentType =
    type ?? (body instanceof FormData || body instanceof URLSearchParams ? written.headers.get('content-type') : null)
  return piano.ask('/users/avatar', {
    ...(token !== undefined && { token }),
    text: new Uint8Array(await written.arrayBuffer()),
    headers: contentType === null ? {} : { 'Content-Type': contentType },
  })
}
