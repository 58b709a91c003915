import { createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { admitGuest } from '../users/admit-guest.ts'
import { authenticate, redeemTicket } from './authenticate.ts'
import { openSession, sessionLifetimeMs } from './open-session.ts'

const refused = (code: string) => expect.objectContaining({ code })

async function guestIn() {
  const ports = createTestPorts()
  const guest = await admitGuest(ports, { username: 'Ana' })
  return { ports, guest, opened: await openSession(ports, guest) }
}

test('[SESS-1] [S-23] only the hash of the refresh token is kept', async () => {
  const { ports, opened } = await guestIn()
  const { sessionId } = await authenticate(ports, opened.token)

  const kept = await ports.sessions.find(sessionId)

  expect(opened.refreshToken).toBe('refresh')
  expect(kept).toMatchObject({ refreshHash: 'hash of refresh', expiresAtMs: 1_000 + sessionLifetimeMs })
})

test('[SESS-2] a token of an expired session is invalid', async () => {
  const { ports, opened } = await guestIn()
  ports.clock.advance(sessionLifetimeMs)

  await expect(authenticate(ports, opened.token)).rejects.toEqual(refused('invalid_token'))
})

test('[SESS-2] a token of an earlier generation is invalid', async () => {
  const { ports, opened } = await guestIn()

  await expect(authenticate(ports, `${opened.token}9`)).rejects.toEqual(refused('invalid_token'))
})

test('[SESS-2] [S-05] a session opens nothing for another user', async () => {
  const { ports, opened } = await guestIn()
  const other = await admitGuest(ports, { username: 'Bo' })
  const [, session, generation] = opened.token.split(' ')

  await expect(authenticate(ports, `${other.id} ${session} ${generation}`)).rejects.toEqual(refused('invalid_token'))
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
  ports.clock.advance(sessionLifetimeMs)

  await expect(redeemTicket(ports, { payload })).rejects.toEqual(refused('invalid_ticket'))
})
