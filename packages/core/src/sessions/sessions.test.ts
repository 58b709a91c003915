import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { firstPage } from '../listing/listing.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { authenticate, redeemTicket } from './authenticate.ts'
import { openSession } from './open-session.ts'
import { idleLifetimeMs } from './session.ts'

const refused = (code: string) => expect.objectContaining({ code })

async function guestIn() {
  const ports = createTestPorts()
  const guest = await admitGuest(ports, { username: 'Ana' })
  return { ports, guest, opened: await openSession(ports, guest) }
}

test('[SESS-1] [S-23] nothing that is kept can be used as a token', async () => {
  const { ports, opened } = await guestIn()
  const { sessionId } = await authenticate(ports, opened.token)

  const kept = Object.values((await ports.sessions.find(sessionId)) ?? {}).map(String)

  expect(kept).not.toContain(opened.refreshToken)
  expect(kept).not.toContain(opened.token)
})

test('[SESS-1] a session remembers what the client calls itself, as much of it as is sensible', async () => {
  const { ports, guest } = await guestIn()
  await openSession(ports, guest, { userAgent: 'x'.repeat(1000) })

  const { items: sessions } = await ports.sessions.list({ ...firstPage(10), userId: guest.id, nowMs: 0 })

  expect(new Set(sessions.map(({ userAgent }) => userAgent?.length ?? null))).toEqual(new Set([256, null]))
})

test('[SESS-2] a token of an expired session is invalid', async () => {
  const { ports, opened } = await guestIn()
  ports.clock.advance(idleLifetimeMs)

  await expect(authenticate(ports, opened.token)).rejects.toEqual(refused('invalid_token'))
})

test('[SESS-2] a token of an earlier generation is invalid', async () => {
  const { ports, opened } = await guestIn()

  await expect(authenticate(ports, opened.token.replace(' 0 ', ' 1 '))).rejects.toEqual(refused('invalid_token'))
})

test('[SESS-2] [S-05] a session opens nothing for another user', async () => {
  const { ports, opened } = await guestIn()
  const other = await admitGuest(ports, { username: 'Bo' })
  const [, session, generation] = opened.token.split(' ')

  await expect(authenticate(ports, `${other.id} ${session} ${generation} x`)).rejects.toEqual(refused('invalid_token'))
})

test('[SESS-3] a ticket of one page is of no use to another', async () => {
  const { ports, guest, opened } = await guestIn()
  const { sessionId } = await authenticate(ports, opened.token)
  const issue = () => ports.socketTickets.issue({ userId: guest.id, sessionId, origin: 'https://tutti.example' })

  const { payload } = await issue()
  await expect(redeemTicket(ports, { payload, origin: 'https://tutti.example' })).resolves.toMatchObject({ sessionId })
  const second = await issue()
  await expect(redeemTicket(ports, { ...second, origin: 'https://evil.example' })).rejects.toEqual(
    refused('foreign_origin'),
  )
})

test('[SESS-2] [S-102] a ticket of a session that has expired is invalid', async () => {
  const { ports, guest, opened } = await guestIn()
  const { sessionId } = await authenticate(ports, opened.token)
  const { payload } = await ports.socketTickets.issue({ userId: guest.id, sessionId })
  ports.clock.advance(idleLifetimeMs)

  await expect(redeemTicket(ports, { payload })).rejects.toEqual(refused('invalid_ticket'))
})
