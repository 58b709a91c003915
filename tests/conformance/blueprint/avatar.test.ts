import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { blackPng, redPng } from '../piano/pictures.ts'
import { applicationId, type Answer } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

const mostBytes = 5 * 1024 * 1024
const base64 = Buffer.from(redPng).toString('base64')

function formOf(fields: Readonly<Record<string, string | Blob>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

forBothSchemes('avatars', (suite) => {
  const post = (token: string, body: BodyInit, type = ''): Promise<Answer> =>
    suite.blueprint.ask('/users/me/avatar', { method: 'POST', token, body, headers: { 'Content-Type': type } })
  const pixelsOf = async ({ data }: Answer) =>
    Buffer.from(await (await fetch(String(data['avatar']))).arrayBuffer()).toString('base64')

  test('[B-040] [B-057] [B-102] [B-103] [C11] every way to send a picture makes the same one', async () => {
    const { token } = await suite.blueprint.member()
    const json = (name: string, value: string) => post(token, JSON.stringify({ [name]: value }), 'application/json')

    const answers = [
      await post(token, formOf({ media: new Blob([redPng], { type: 'image/png' }) })),
      await post(token, formOf({ avatar: new Blob([redPng]) })),
      await post(token, formOf({ file: new Blob([redPng]) })),
      await post(token, redPng, 'image/png'),
      await post(token, formOf({ media_data: base64 })),
      await post(token, new URLSearchParams({ media_data: base64 }).toString(), 'application/x-www-form-urlencoded'),
      await json('media_data', base64),
      await json('media_data', Buffer.from(redPng).toString('base64url')),
      await json('media_data', `data:image/png;base64,${base64}`),
    ]

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(answers[0]?.data).toStrictEqual({ avatar: expect.any(String), avatarSmall: expect.any(String) })
    const last = answers.at(-1)
    expect((await suite.blueprint.ask('/users/me', { token })).data['avatar']).toBe(last?.data['avatar'])
    const again = await post(token, redPng, 'image/png')
    const pixels = await pixelsOf(again)
    const other = await post(token, blackPng, 'image/png')
    expect(await pixelsOf(await post(token, formOf({ media_data: base64 })))).toBe(pixels)
    expect(other.status).toBe(200)
  })

  test.each([
    ['nothing', {}, 'object.missing'],
    ['both', { media: new Blob([redPng]), media_data: base64 }, 'object.xor'],
  ])('[B-063] [B-103] %s is not one picture', async (_, fields, type) => {
    const { token } = await suite.blueprint.member()
    const { status, code, details } = await post(token, formOf(fields))
    expect([status, code, details.map((detail) => [detail.path, detail.type])]).toEqual([400, 10003, [['media', type]]])
    expect(details[0]?.message).toMatch(/\[media, media_data\]$/)
  })

  test.each(['====', '!!!', 'a', 'data:image/png;base64'])(
    '[S-88] base64 that is none is refused: %s',
    async (media) => {
      const { token } = await suite.blueprint.member()
      const { status, code, details } = await post(token, JSON.stringify({ media_data: media }), 'application/json')
      expect([status, code, details[0]?.path]).toEqual([400, 10003, 'media_data'])
    },
  )

  test.each([
    ['as it is', (bytes: Uint8Array<ArrayBuffer>) => [bytes, 'image/png'] as const],
    ['in a form', (bytes: Uint8Array<ArrayBuffer>) => [formOf({ media: new Blob([bytes]) }), ''] as const],
    [
      'as base64',
      (bytes: Uint8Array<ArrayBuffer>) =>
        [JSON.stringify({ media_data: Buffer.from(bytes).toString('base64') }), 'application/json'] as const,
    ],
  ])('[B-104] [S-75] one byte too many, %s, gets an answer that can be read', async (_, make) => {
    const { token } = await suite.blueprint.member()
    const padded = new Uint8Array(mostBytes + 1)
    padded.set(redPng)
    const [body, type] = make(padded)
    const { status, code, message } = await post(token, body, type)
    expect([status, code, message]).toEqual([400, 2001, 'File is too large'])
  })

  test('[B-104] a body without an announced length is cut off all the same', async () => {
    const { token } = await suite.blueprint.member()
    const asking = request(`${suite.server.url}/users/me/avatar`, {
      method: 'POST',
      agent: false,
      headers: {
        Authorization: `JWT ${token}`,
        'Application-Id': applicationId,
        'User-Agent': 'chunks',
        'Content-Type': 'image/png',
        'Transfer-Encoding': 'chunked',
      },
    })
    const answered = new Promise<string>((resolve, reject) => {
      asking.on('response', (response) => void text(response).then(resolve, reject))
      asking.on('error', reject)
    })
    for (let sent = 0; sent < 10; sent += 1) asking.write(Buffer.alloc(1024 * 1024))
    asking.end()
    expect(JSON.parse(await answered)).toMatchObject({ statusCode: 400, data: { code: 2001 } })
  })

  test.each([
    ['text', 'hello'],
    ['PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<html><script>alert(1)</script></html>'],
  ])('[B-105] [S-82] [S-83] %s that says it is a PNG is refused', async (_, content) => {
    const { token } = await suite.blueprint.member()
    const file = new Blob([content], { type: 'image/png' })
    for (const answer of [await post(token, formOf({ media: file })), await post(token, content, 'image/png')]) {
      expect([answer.status, answer.code, answer.message]).toEqual([400, 2002, 'Unsupported file type'])
    }
  })

  test('[B-032] [B-049] [B-106] [S-87] without a picture of its own there is the one from before', async () => {
    const { token } = await suite.blueprint.member()
    const own = async () => (await suite.blueprint.ask('/users/me', { token })).data['avatar']
    const before = await own()
    const { data } = await post(token, redPng, 'image/png')
    const stored = await readdir(join(suite.server.config.dataDir, 'avatars'))

    const gone = await suite.blueprint.ask('/users/me/avatar', { method: 'DELETE', token })

    expect([gone.status, await own()]).toEqual([204, before])
    expect((await suite.blueprint.ask('/users/me/avatar', { method: 'DELETE', token })).status).toBe(204)
    expect((await fetch(String(data['avatar']))).status).toBe(404)
    expect((await readdir(join(suite.server.config.dataDir, 'avatars'))).length).toBeLessThan(stored.length)
  })

  test('[B-102] a picture needs a token', async () => {
    expect((await suite.blueprint.ask('/users/me/avatar', { body: redPng })).code).toBe(11003)
  })
})
