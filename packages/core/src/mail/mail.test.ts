import { createFakeClock, createMemoryStores, createTestPorts } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { mailId } from '../ids.ts'
import type { Mail } from '../ports/mailer.ts'
import { deliverMail, MailRefused, retryDelayMs, sweepOutbox, type DeliverMail } from './deliver-mail.ts'
import type { Letter, Posting } from './letter.ts'
import { writeMailNotice } from './write-letter.ts'
import { registerAccount } from '../users/register-account.ts'

function aPosting(id: string, letter: Partial<Letter> = {}): Posting {
  const own = { id: mailId(id), kind: 'password_changed' as const, userId: null, to: `${id}@example.com` }
  const rest = { username: 'clara', sealedToken: null, createdAtMs: 0, expiresAtMs: 86_400_000 }
  return { letter: { ...own, ...rest, ...letter }, token: null, isShared: false, isDecoy: false }
}

/** A post office whose mailer does what a test says. */
function open(send: (mail: Mail) => Promise<string> = async () => 'sent') {
  const { outbox } = createMemoryStores()
  const clock = createFakeClock(1_000)
  const compose = ({ id, kind, to, createdAtMs }: Letter): Mail => ({
    id,
    kind,
    to,
    subject: '',
    text: '',
    html: '',
    writtenAtMs: createdAtMs,
  })
  return { outbox, clock, compose, mailer: { send } } satisfies DeliverMail
}

test('[MAIL-6] what is due is delivered once', async () => {
  const sent: string[] = []
  const office = open(async ({ to }) => String(sent.push(to)))
  await office.outbox.post([aPosting('one'), aPosting('two')])

  expect(await deliverMail(office)).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }])
  expect(await deliverMail(office)).toEqual([])
  expect(sent).toEqual(['one@example.com', 'two@example.com'])
})

test('[MAIL-6] [R-46] a failure is tried again, each time after twice the time, from two seconds to an hour', async () => {
  let attempts = 0
  const office = open(async () => {
    attempts += 1
    throw new Error('connection refused')
  })
  await office.outbox.post([aPosting('one')])

  for (const delayMs of [2_000, 4_000, 8_000]) {
    expect(await deliverMail(office)).toMatchObject([{ outcome: 'put_off', reason: 'connection refused' }])
    office.clock.advance(delayMs - 1)
    expect(await deliverMail(office)).toEqual([])
    office.clock.advance(1)
  }
  expect(attempts).toBe(3)
  expect(retryDelayMs(99)).toBe(3_600_000)
})

test('[MAIL-6] mail that failed arrives once the other side is back', async () => {
  let isUp = false
  const office = open(async () => {
    if (!isUp) throw new Error('down')
    return 'sent'
  })
  await office.outbox.post([aPosting('one')])
  await deliverMail(office)
  isUp = true
  office.clock.advance(2_000)

  expect(await deliverMail(office)).toMatchObject([{ outcome: 'sent' }])
})

test('[MAIL-6] [R-46] what is refused for good, and what has failed for too long, is a dead letter', async () => {
  const refusing = open(async () => {
    throw new MailRefused('no such mailbox')
  })
  await refusing.outbox.post([aPosting('one')])
  expect(await deliverMail(refusing)).toMatchObject([{ outcome: 'given_up', reason: 'no such mailbox' }])
  expect(await refusing.outbox.count()).toEqual({ waiting: 0, dead: 1 })

  const failing = open(async () => {
    throw new Error('down')
  })
  await failing.outbox.post([aPosting('one', { expiresAtMs: 1e12 })])
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    const [delivery] = await deliverMail(failing)
    expect(delivery?.outcome).toBe(attempt < 30 ? 'put_off' : 'given_up')
    failing.clock.advance(3_600_000)
  }
})

test('[MAIL-6] a letter whose link has expired is not sent', async () => {
  const office = open(async () => {
    throw new Error('must not be sent')
  })
  await office.outbox.post([aPosting('one', { expiresAtMs: 1_000 })])

  expect(await deliverMail(office)).toMatchObject([{ outcome: 'given_up', reason: 'expired' }])
})

test('[R-46] one that hangs holds up no more than a few', async () => {
  const sent: string[] = []
  const office = open(async ({ to }) => {
    if (to.startsWith('slow')) return new Promise<string>(() => undefined)
    return String(sent.push(to))
  })
  await office.outbox.post([1, 2, 3, 4].map((number) => aPosting(`slow${number}`)))
  void deliverMail(office)
  await office.outbox.post([aPosting('quick', { createdAtMs: 1 })])

  await deliverMail(office)

  expect(sent).toEqual(['quick@example.com'])
})

test('settled letters are forgotten after a day, dead ones after thirty', async () => {
  const office = open(async ({ to }) => {
    if (to.startsWith('dead')) throw new MailRefused('no')
    return 'sent'
  })
  await office.outbox.post([aPosting('sent'), aPosting('dead')])
  await deliverMail(office)

  office.clock.advance(29 * 86_400_000)
  await sweepOutbox(office)
  expect(await office.outbox.count()).toEqual({ waiting: 0, dead: 1 })

  office.clock.advance(2 * 86_400_000)
  await sweepOutbox(office)
  expect(await office.outbox.count()).toEqual({ waiting: 0, dead: 0 })
})

test('[MAIL-4] only a confirmed address hears every notice', async () => {
  const ports = createTestPorts()
  const account = await registerAccount(ports, {
    username: 'clara',
    email: 'clara@example.com',
    password: 'Nocturne-9-2',
  })

  expect(writeMailNotice(ports, 'password_changed', account).isShared).toBe(true)
  expect(writeMailNotice(ports, 'password_changed', { ...account, emailConfirmedAtMs: 1 }).isShared).toBe(false)
})
