import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { createRoom } from '../rooms/create-room.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { spend } from './spend.ts'

const hourly = { name: 'rooms', limit: 2, windowMs: 3_600_000 }

test('[LIMIT-5] [S-116] a user opens so many rooms an hour, and as many again in the next; others have their own', async () => {
  const ports = createTestPorts()
  const [ana, bo] = [await admitGuest(ports, {}), await admitGuest(ports, {})]
  const limits = { ...ports.limits, roomsOpened: hourly }
  const open = (owner: typeof ana) => createRoom({ ...ports, limits }, { owner, name: 'A', lifetime: 'temporary' })
  await open(ana)
  await open(ana)

  await expect(open(ana)).rejects.toMatchObject({ code: 'rate_limited', about: { retryAfterMs: expect.any(Number) } })
  await expect(open(bo)).resolves.toMatchObject({ ownerId: bo.id })
  ports.clock.advance(3_600_000)
  await expect(open(ana)).resolves.toMatchObject({ ownerId: ana.id })
})

test('[LIMIT-5] what cannot be opened costs nothing', async () => {
  const ports = createTestPorts()
  const owner = await admitGuest(ports, {})
  const needs = { ...ports, limits: { ...ports.limits, roomsOpened: { ...hourly, limit: 1 } } }

  await expect(createRoom(needs, { owner, name: '', lifetime: 'temporary' })).rejects.toMatchObject({
    code: 'invalid_input',
  })

  await expect(createRoom(needs, { owner, name: 'A', lifetime: 'temporary' })).resolves.toMatchObject({ name: 'A' })
})

test('[LIMIT-4] when nobody can count, nothing is spent', async () => {
  const away = () => Promise.reject(new Error('away'))
  const needs = { ...createTestPorts(), rateLimiter: { take: away, giveBack: away } }

  await expect(spend(needs, { budget: hourly, key: 'ana' })).rejects.toMatchObject({ code: 'unavailable' })
  await expect(spend(needs, { budget: undefined, key: 'ana' })).resolves.toBeUndefined()
  await expect(spend(needs, { budget: hourly, key: 'ana', whenUncounted: 'allow' })).resolves.toBeUndefined()
})
