import { mailId, type Letter, type Mailer } from '@tutti/core'
import { createFakeClock, createMemoryStores } from '@tutti/testkit'
import { aPosting } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { createLog } from '../../telemetry/log.ts'
import { createMailBell } from './mail-bell.ts'
import { startMailDelivery } from './start-mail-delivery.ts'

const compose = ({ id, kind, to, createdAtMs }: Letter) => ({
  id,
  kind,
  to,
  subject: 'subject',
  text: 'a secret link',
  html: 'a secret link',
  writtenAtMs: createdAtMs,
})

/** Looks for mail when the bell rings, and in a minute. */
function open(mailer: Mailer) {
  const lines: Record<string, unknown>[] = []
  const log = createLog({ level: 'info', format: 'json' }, { write: (line) => void lines.push(JSON.parse(line)) })
  const { outbox } = createMemoryStores()
  const bell = createMailBell()
  const clock = createFakeClock(2_000)
  const start = () => startMailDelivery({ outbox, mailer, clock, compose, bell, log, everyMs: 60_000 })
  return { outbox, bell, lines, start }
}

test('when the bell rings, everything that is due goes out', async () => {
  const { promise: all, resolve } = Promise.withResolvers<void>()
  let sent = 0
  const office = open({
    send: async () => {
      sent += 1
      if (sent === 10) resolve()
      return 'sent'
    },
  })
  await using _delivery = office.start()

  await office.outbox.post(Array.from({ length: 10 }, () => aPosting({})))
  office.bell.ring()

  await all
  expect(sent).toBe(10)
})

test('[S-103] the log names mails by id and where they went, never by address or words', async () => {
  const office = open({ send: async ({ id }) => `/data/mail/${id}.eml` })
  await office.outbox.post([aPosting({ to: 'clara@example.com' })])
  {
    await using _delivery = office.start()
  }

  expect(office.lines).toMatchObject([
    { event: 'mail_sent', kind: 'confirm_email', where: expect.stringMatching(/\.eml$/) },
  ])
  expect(JSON.stringify(office.lines)).not.toMatch(/clara|secret/)
})

test('[S-103] [R-46] why a mail was put off is said without the address that a server repeats', async () => {
  const office = open({
    send: async ({ to }) => {
      throw new Error(`450 <${to}> try again`)
    },
  })
  await office.outbox.post([aPosting({ to: 'clara@example.com' })])
  {
    await using _delivery = office.start()
  }

  expect(office.lines).toMatchObject([{ event: 'mail_put_off', reason: '450 <[address]> try again' }])
})

test('[R-45] an outbox that fails is looked at again', async () => {
  const office = open({ send: async () => 'sent' })
  const claim = office.outbox.claim.bind(office.outbox)
  let failures = 0
  const { promise: failed, resolve } = Promise.withResolvers<void>()
  Object.assign(office.outbox, {
    claim: async (due: Parameters<typeof claim>[0]) => {
      if (failures > 0) return claim(due)
      failures += 1
      resolve()
      throw new Error('disk full')
    },
  })
  await office.outbox.post([aPosting({ letter: { ...aPosting({}).letter, id: mailId('one') } })])
  {
    await using _delivery = office.start()
    await failed
    office.bell.ring()
    while ((await office.outbox.count()).waiting > 0) await new Promise((resolve) => setImmediate(resolve))
  }

  expect(office.lines.map(({ event }) => event)).toEqual(['mail_delivery_failed', 'mail_sent'])
})
