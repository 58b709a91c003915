import { createTestPorts } from '@tutti/testkit'
import { anAccount } from '@tutti/testkit/contracts'
import { expect, test } from 'vitest'
import { createRoom } from '../../rooms/create-room.ts'
import { LiveRooms } from '../../rooms/live-rooms.ts'
import { admitGuest } from '../../users/admit-guest.ts'
import type { User } from '../../users/user.ts'
import { interpretChat } from './interpret-chat.ts'
import { rollDice } from './roll-dice.ts'

async function scene() {
  const ports = { ...createTestPorts(), liveRooms: new LiveRooms() }
  const ana = anAccount({ username: 'Ana' })
  await ports.users.addAccount(ana, 'hash')
  const heron = await admitGuest(ports, { username: 'Mellow Heron' })
  const room = await createRoom(ports, { owner: ana, name: 'A', lifetime: 'lasting' })
  const live = ports.liveRooms.open(room, 0)
  for (const user of [ana, heron]) live.admit({ user, listens: false, nowMs: 0 })
  const type = (user: User, text: string) => interpretChat(ports, { user, live }, text)
  return { ports, ana, heron, room, live, type }
}

test.each([
  ['Hello', { text: 'Hello', manner: 'plain' }],
  ['//help is a word', { text: '/help is a word', manner: 'plain' }],
  ['1/2', { text: '1/2', manner: 'plain' }],
  ['/', { text: '/', manner: 'plain' }],
  ['/weather Leipzig', { text: '/weather Leipzig', manner: 'plain' }],
  ['/constructor', { text: '/constructor', manner: 'plain' }],
  ['/me waves', { text: 'waves', manner: 'emote' }],
])('[CHAT-11] %j is said', async (text, said) => {
  const { ana, type } = await scene()

  expect(await type(ana, text)).toEqual({ kind: 'said', ...said })
})

test.each(['/mgs Bo secret', '/kik Bo', '/clera', '/bann Bo'])('[CHAT-11] the slip in %j is not said', async (text) => {
  const { ana, type } = await scene()

  expect(await type(ana, text)).toMatchObject({ kind: 'told', lines: [expect.stringContaining('Did you mean')] })
})

test('[CHAT-10] /help lists what one may do, and no more', async () => {
  const { ana, heron, type } = await scene()
  const linesOf = async (user: User) => {
    const meant = await type(user, '/help')
    return meant.kind === 'told' ? meant.lines.join('\n') : ''
  }

  expect(await linesOf(ana)).toContain('/ban')
  expect(await linesOf(heron)).not.toContain('/ban')
})

test('[CHAT-10] /msg writes to one person, whose name may hold a space', async () => {
  const { ports, ana, heron, type } = await scene()

  await expect(type(ana, '/msg Mellow Heron a duet?')).resolves.toMatchObject({ lines: ['To Mellow Heron: a duet?'] })
  await expect(type(heron, '/w "Ana" yes')).resolves.toMatchObject({ lines: ['To Ana: yes'] })

  expect(ports.delivered).toMatchObject([
    { message: { fromId: ana.id, toId: heron.id, text: 'a duet?' } },
    { message: { fromId: heron.id, toId: ana.id, text: 'yes' } },
  ])
})

test('[CHAT-10] /nick renames a guest and refuses an account', async () => {
  const { ana, heron, type } = await scene()

  await expect(type(heron, '/nick Calm Owl')).resolves.toMatchObject({ username: 'Calm Owl' })
  await expect(type(ana, '/nick Anna')).rejects.toMatchObject({ code: 'not_allowed' })
})

test.each(['/kick Ana', '/ban Ana', '/mute Ana', '/unmute Ana', '/unban Ana', '/slow 5', '/clear'])(
  '[CHAT-10] [S-118] %j is for those who run the room',
  async (text) => {
    const { heron, type } = await scene()

    await expect(type(heron, text)).rejects.toMatchObject({ code: 'not_allowed' })
  },
)

test('[CHAT-10] /ban takes a name, minutes and a reason', async () => {
  const { ports, ana, heron, type } = await scene()

  await type(ana, '/ban @mellow heron 60 too loud')

  expect(ports.published.at(-1)).toMatchObject({
    type: 'user_banned',
    ban: { userId: heron.id, reason: 'too loud', endsAtMs: 3_601_000 },
  })
})

test('[CHAT-10] /mute and /unmute take a number of the room; /kick a name', async () => {
  const { ports, ana, heron, type } = await scene()

  for (const text of ['/mute #2 5', '/unmute #2', '/kick mellow heron']) await type(ana, text)

  expect(ports.published.slice(-3)).toMatchObject([
    { type: 'user_muted', mute: { userId: heron.id, endsAtMs: 301_000 } },
    { type: 'user_unmuted', userId: heron.id },
    { type: 'user_banned', cause: 'kicked' },
  ])
})

test('[CHAT-10] /slow sets the pause, and refuses nonsense', async () => {
  const { ports, ana, room, type } = await scene()
  await type(ana, '/slow 30')

  expect((await ports.rooms.find(room.id))?.settings.slowModeSeconds).toBe(30)
  await expect(type(ana, '/slow')).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(type(ana, '/slow fast')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('[CHAT-10] nobody is acted upon by a name that nobody has', async () => {
  const { ana, type } = await scene()

  await expect(type(ana, '/kick Nobody')).rejects.toMatchObject({ code: 'user_not_found' })
  await expect(type(ana, '/kick')).rejects.toMatchObject({ code: 'user_not_found' })
})

test.each([
  ['', 'rolls 1d6: 4'],
  ['2d6', 'rolls 2d6: 4 + 4 = 8'],
  ['d20', 'rolls 1d20: 11'],
  ['100', 'rolls 1d100: 51'],
])('[CHAT-10] /roll %s', (asked, rolled) => {
  expect(rollDice(asked, () => 0.5)).toBe(rolled)
})

test.each(['0d6', '21d6', '1d1', '2d1001', 'x', '9999999d9'])('[CHAT-10] /roll %s is refused', (asked) => {
  expect(() => rollDice(asked, () => 0.5)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})
