import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { BlueprintClient, password } from '../blueprint/blueprint-client.ts'
import { PianoClient } from '../piano/piano-client.ts'
import { redPng } from '../piano/pictures.ts'

function clientsOf({ url }: TestServer) {
  return {
    blueprint: new BlueprintClient(url),
    piano: new PianoClient(`${url}/api`),
    alias: new PianoClient(`${url}/api/v1`),
  }
}

async function times(count: number, ask: (index: number) => Promise<{ readonly status: number }>): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < count; index += 1) statuses.push((await ask(index)).status)
  return statuses
}

test('[P-049] [S-26] [S-30] [C15] logging in is one budget, in whatever dialect and with whatever slash', async () => {
  await using server = await startTestServer({ limits: 'standard' })
  const { blueprint, piano, alias } = clientsOf(server)
  const json = { username: 'nobody', password: 'Wrong-9-2' }

  const statuses = [
    ...(await times(3, () => blueprint.logIn('nobody'))),
    ...(await times(3, () => piano.ask('/auth/login', { json }))),
    ...(await times(2, () => alias.ask('/auth/login', { json }))),
    ...(await times(2, () => blueprint.ask('/auth/login/', { json }))),
  ]

  expect(statuses).toEqual(Array.from({ length: 10 }, () => 401))
  const refused = await blueprint.logIn('nobody')
  expect([refused.status, refused.code, refused.error.error]).toEqual([429, 10029, 'Too Many Requests'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await piano.ask('/auth/login', { json })).status).toBe(429)
  expect((await blueprint.ask('/auth/register', { json: { email: 'a@example.com', password } })).status).toBe(201)
})

test('[P-050] [C15] pictures are one budget', async () => {
  await using server = await startTestServer({ limits: 'standard' })
  const { blueprint, piano } = clientsOf(server)
  const { token } = await blueprint.member()
  const headers = { 'Content-Type': 'image/png' }
  const inBlueprint = () => blueprint.ask('/users/me/avatar', { token, body: redPng, headers })
  const inPiano = () => piano.ask('/users/avatar', { token, text: redPng, headers })

  const statuses = [...(await times(3, inBlueprint)), ...(await times(3, inPiano))]

  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  expect((await inBlueprint()).code).toBe(10029)
})

test('[P-052] [C15] everything else has a budget of its own at the root, and says so', async () => {
  await using server = await startTestServer({ limits: 'standard', limitsGeneral: 1, limitsBlueprint: 4 })
  const { blueprint, piano } = clientsOf(server)
  const { token } = await blueprint.member()

  const answers = [
    await blueprint.ask('/users/me', { token }),
    await blueprint.ask('/users/me', { token }),
    await blueprint.ask('/users/x', { token }),
    await blueprint.ask('/users', { token }),
    await blueprint.ask('/users', { token }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 200, 429])
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['3', '2', '1', '0', '0'])
  expect(answers[0]?.headers.get('x-ratelimit-limit')).toBe('4')
  expect((await piano.ask('/users/profile', { token })).status).toBe(200)
})
