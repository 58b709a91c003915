import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { firstPage } from '../listing/listing.ts'
import { listPeople } from './list-people.ts'

test('[LIST-2] of e-mail addresses everybody finds their own alone', async () => {
  const ports = createTestPorts()
  const [clara, robert] = [anAccount({ email: 'clara@example.com' }), anAccount({ email: 'robert@example.com' })]
  for (const account of [clara, robert]) await ports.users.addAccount(account, 'hash')
  const values = ['CLARA@example.com', 'robert@example.com']
  const listing = { ...firstPage(10), filters: [{ field: 'email', comparison: 'is', values } as const] }

  expect(await listPeople({ profiles: ports.profiles }, { by: clara, listing })).toEqual({ items: [clara], total: 1 })
  expect((await listPeople({ profiles: ports.profiles }, { by: robert, listing })).items).toEqual([robert])
  expect((await listPeople({ profiles: ports.profiles }, { by: aGuest(), listing })).items).toEqual([])
})
