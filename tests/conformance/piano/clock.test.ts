import { askPiano, memberToken, startTestServer } from '@tutti/testkit/server'
import { expect, test, vi } from 'vitest'

const dayMs = 86_400_000

/** A server whose clock somebody sets. */
async function startWithClock() {
  const time = { offByMs: 0 }
  const server = await startTestServer({ clock: { now: () => Date.now() + time.offByMs } })
  const ask = (address: string, given: Parameters<typeof askPiano>[2] = {}) => askPiano(server.url, address, given)
  const refresh = (refresh_token: unknown) => ask('POST /auth/refresh', { body: { refresh_token } })
  const isIn = async (token: unknown) => (await ask('GET /users/profile', { token: String(token) })).status === 200
  return { time, ask, refresh, isIn, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test.each([dayMs, -dayMs])(
  '[S-134] what has ended stays ended when the clock is set by %i ms, and back',
  async (byMs) => {
    await using house = await startWithClock()
    const { data: ended } = await house.ask('POST /auth/guest', { body: {} })
    await house.ask('POST /auth/logout', { token: String(ended['token']) })
    const { data: stolen } = await house.ask('POST /auth/guest', { body: {} })
    const { data: second } = await house.refresh(stolen['refresh_token'])
    await house.refresh(second['refresh_token'])
    house.time.offByMs = 60_000
    expect((await house.refresh(stolen['refresh_token'])).status).toBe(401)

    for (const offByMs of [byMs, 0, 2 * byMs]) {
      house.time.offByMs = offByMs
      expect([offByMs, await house.isIn(ended['token']), await house.isIn(second['token'])]).toEqual([
        offByMs,
        false,
        false,
      ])
      for (const { refresh_token } of [ended, stolen, second])
        expect((await house.refresh(refresh_token)).status).toBe(401)
    }
  },
)

test.each([dayMs, -dayMs])('[S-134] a clock that is set by %i ms, and back, logs nobody out for good', async (byMs) => {
  await using house = await startWithClock()
  const { data: first } = await house.ask('POST /auth/guest', { body: {} })
  let current = first

  for (const offByMs of [byMs, 0]) {
    house.time.offByMs = offByMs
    const { status, data } = await house.refresh(current['refresh_token'])
    expect([offByMs, status]).toEqual([offByMs, 200])
    expect([offByMs, await house.isIn(data['token'])]).toEqual([offByMs, true])
    current = data
  }
})

test.each([dayMs, -dayMs])(
  '[S-134] whoever is to wait waits no longer when the clock is set by %i ms',
  async (byMs) => {
    await using server = await startTestServer({ limits: 'standard', limitsGeneral: 1 })
    const token = await memberToken(server.url)
    const ask = () => askPiano(server.url, 'GET /users/profile', { token })
    await ask()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs })
    try {
      for (let time = 0; time < 2; time += 1) {
        const { status, headers } = await ask()
        const retryAfter = Number(headers.get('retry-after') ?? 1)
        const reset = Number(headers.get('x-ratelimit-reset')) - (performance.timeOrigin + performance.now()) / 1000
        expect([200, 429]).toContain(status)
        expect(retryAfter).toBeGreaterThan(0)
        expect(retryAfter).toBeLessThanOrEqual(60)
        expect(reset).toBeGreaterThan(-1)
        expect(reset).toBeLessThanOrEqual(60)
      }
    } finally {
      vi.useRealTimers()
    }
  },
)
