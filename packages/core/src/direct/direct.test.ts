import { createTestPorts } from '@tutti/testkit'
import { anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import type { DirectMessagePolicy } from '../users/settings.ts'
import type { User } from '../users/user.ts'
import { exportAccount } from '../users/export-account.ts'
import { sessionId } from '../ids.ts'
import { listConversations, markDirectRead, readDirect } from './read-direct.ts'
import { sendDirect } from './send-direct.ts'

async function scene() {
  const ports = createTestPorts()
  const ana = anAccount({ username: 'Ana' })
  const bo = anAccount({ username: 'Bo' })
  for (const user of [ana, bo]) await ports.users.addAccount(user, 'hash')
  const write = (from: User, to: User, text: string, clientMessageId?: string) =>
    sendDirect(ports, { from, to: to.id, text, clientMessageId })
  const takes = (user: User, directMessages: DirectMessagePolicy) =>
    ports.profiles.update(user.id, { settings: { directMessages } }, 0)
  return { ports, ana, bo, write, takes }
}

test('[DM-1] what is written is kept and told to both; sent again it is the same', async () => {
  const { ports, ana, bo, write } = await scene()
  const { message } = await write(ana, bo, ' A\u202e duet? ', 'd-1')
  const again = await write(ana, bo, 'A duet?', 'd-1')

  expect(message).toMatchObject({ fromId: ana.id, toId: bo.id, text: 'A duet?' })
  expect(again.message.id).toBe(message.id)
  expect(ports.delivered).toMatchObject([{ type: 'direct_message', from: { id: ana.id }, to: { id: bo.id } }])
})

test.each([
  ['', 'message_empty'],
  ['x'.repeat(501), 'message_too_long'],
])('[DM-1] %j is refused', async (text, code) => {
  const { ana, bo, write } = await scene()

  await expect(write(ana, bo, text)).rejects.toMatchObject({ code })
})

test('[DM-1] nobody writes to oneself, or to nobody', async () => {
  const { ports, ana, write } = await scene()

  await expect(write(ana, ana, 'Hi')).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(sendDirect(ports, { from: ana, to: 'nobody', text: 'Hi' })).rejects.toMatchObject({
    code: 'user_not_found',
  })
})

test('[DM-2] a block and a closed door are refused alike, and nothing is kept', async () => {
  const { ports, ana, bo, write, takes } = await scene()
  const refusalOf = () => write(ana, bo, 'Hi').catch((error: unknown) => error)
  await ports.friends.block(bo.id, ana.id, 0)
  const blocked = await refusalOf()
  await ports.friends.unblock(bo.id, ana.id)
  await takes(bo, 'nobody')
  const closed = await refusalOf()

  expect(blocked).toMatchObject({ code: 'not_reachable' })
  expect(closed).toEqual(blocked)
  expect(await listConversations(ports, bo)).toEqual([])
})

test('[DM-2] where friends may write, friends do', async () => {
  const { ports, ana, bo, write, takes } = await scene()
  await takes(bo, 'friends')
  await expect(write(ana, bo, 'Hi')).rejects.toMatchObject({ code: 'not_reachable' })

  await ports.friends.request(ana.id, bo.id, 0)
  await ports.friends.accept(bo.id, ana.id, 0)

  await expect(write(ana, bo, 'Hi')).resolves.toMatchObject({ to: { id: bo.id } })
})

test('[DM-2] whom one blocks one does not write to', async () => {
  const { ports, ana, bo, write } = await scene()
  await ports.friends.block(ana.id, bo.id, 0)

  await expect(write(ana, bo, 'Hi')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('[DM-3] messages wait unread until they are read, and stay read', async () => {
  const { ports, ana, bo, write } = await scene()
  const { message: first } = await write(ana, bo, 'One')
  const { message: second } = await write(ana, bo, 'Two')
  const unread = async () => (await listConversations(ports, bo)).map((one) => one.unread)

  expect(await unread()).toEqual([2])
  expect(await markDirectRead(ports, { user: bo, other: 'ana', upTo: second.id })).toBe(ana.id)
  await markDirectRead(ports, { user: bo, other: 'ana', upTo: first.id })
  expect(await unread()).toEqual([0])
  await write(ana, bo, 'Three')
  expect(await unread()).toEqual([1])
  expect((await listConversations(ports, ana)).map((one) => one.unread)).toEqual([0])
})

test('[DM-3] [S-50] a message of two others is none that one has read', async () => {
  const { ports, ana, bo, write } = await scene()
  const cy = anAccount({ username: 'Cy' })
  await ports.users.addAccount(cy, 'hash')
  const { message } = await write(ana, bo, 'Private')

  await expect(markDirectRead(ports, { user: cy, other: ana.id, upTo: message.id })).rejects.toMatchObject({
    code: 'message_not_found',
  })
  expect((await readDirect(ports, { user: cy, other: 'ana', limit: 10 })).messages).toEqual([])
})

test('[DM-4] [ACCT-7] the record of an account holds what it wrote and got', async () => {
  const { ports, ana, bo, write } = await scene()
  await write(ana, bo, 'One')
  await write(bo, ana, 'Two')

  const { directMessages } = await exportAccount(ports, { user: ana, sessionId: sessionId('s') })

  expect(directMessages.map(({ text }) => text)).toEqual(['One', 'Two'])
})
