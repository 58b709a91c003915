import { createTestPorts } from '@tutti/testkit'
import { anAccount } from '@tutti/testkit/contracts'
import { describe, expect, test } from 'vitest'
import type { AvatarPictures } from '../ports/avatar-pictures.ts'
import { ActivityTally } from './activity.ts'
import { changeAvatar, mostAvatarBytes, removeAvatar } from './change-avatar.ts'
import { getUser } from './find-user.ts'
import { updateProfile } from './update-profile.ts'

const image = new Uint8Array([1, 2, 3])

async function withAccount() {
  const ports = createTestPorts()
  const account = anAccount()
  await ports.users.addAccount(account, 'hash')
  return { ports, account }
}

/** Keeps names, and what was done in which order. */
function pictures() {
  const kept = new Set<string>()
  const done: string[] = []
  const avatars: AvatarPictures = {
    async save(name) {
      done.push('save')
      kept.add(name)
    },
    async remove(name) {
      done.push('remove')
      kept.delete(name)
    },
  }
  return { avatars, kept, done }
}

test('[PROF-1] [P-034] what is not named keeps its value, null and nothing clear a name', async () => {
  const { ports, account } = await withAccount()
  await updateProfile(ports, { user: account.id, name: 'Clara', surname: 'Wieck', statusText: 'Here' })

  const changed = await updateProfile(ports, { user: account.id, name: null, surname: '' })

  expect(changed).toMatchObject({ username: account.username, email: account.email, roles: account.roles })
  expect(changed.profile).toEqual({ name: null, surname: null, statusText: 'Here', avatar: null })
})

test.each([
  ['name', { name: 'x'.repeat(61) }],
  ['surname', { surname: 'x'.repeat(61) }],
  ['statusText', { statusText: 'x'.repeat(141) }],
  ['username', { username: 'a b' }],
])('[PROF-2] a %s that is too much is refused', async (field, change) => {
  const { ports, account } = await withAccount()
  const attempt = updateProfile(ports, { user: account.id, ...change })
  await expect(attempt).rejects.toMatchObject({ code: 'invalid_input', about: { field } })
})

test('[PROF-2] invisible and direction-changing characters are removed', async () => {
  const { ports, account } = await withAccount()
  const { profile } = await updateProfile(ports, {
    user: account.id,
    name: ' Cla\u202era\n\u200b W ',
    statusText: '♫ \u0000',
  })
  expect(profile).toMatchObject({ name: 'Clara W', statusText: '♫' })
})

test('[PROF-3] a new user name is announced, another change is not', async () => {
  const { ports, account } = await withAccount()
  const announced: unknown[] = []
  const sessionEvents = { ...ports.sessionEvents, publish: (event: unknown) => void announced.push(event) }

  await updateProfile({ ...ports, sessionEvents }, { user: account.id, name: 'Clara' })
  expect(announced).toEqual([])
  await updateProfile({ ...ports, sessionEvents }, { user: account.id, username: 'clara' })
  expect(announced).toEqual([{ type: 'user_changed', userId: account.id }])
})

test('[PROF-4] [P-035] a user is found by id, short id and name, and an unknown one refused', async () => {
  const { ports, account } = await withAccount()
  for (const handle of [account.id, account.publicId, account.username.toUpperCase()]) {
    expect(await getUser(ports, handle)).toEqual(account)
  }
  await expect(getUser(ports, 'nobody')).rejects.toMatchObject({ code: 'user_not_found', about: { userId: 'nobody' } })
})

describe('[PROF-5] a picture', () => {
  test('of more than 5 MiB is refused before anything is done', async () => {
    const { ports, account } = await withAccount()
    const { avatars, done } = pictures()
    const attempt = changeAvatar(
      { ...ports, avatars },
      { user: account.id, image: new Uint8Array(mostAvatarBytes + 1) },
    )
    await expect(attempt).rejects.toMatchObject({ code: 'file_too_large' })
    expect(done).toEqual([])
  })

  test('[S-87] takes the place of the one before, which goes last', async () => {
    const { ports, account } = await withAccount()
    const { avatars, kept, done } = pictures()
    await changeAvatar({ ...ports, avatars }, { user: account.id, image })

    const name = await changeAvatar({ ...ports, avatars }, { user: account.id, image })

    expect(kept).toEqual(new Set([name]))
    expect(done).toEqual(['save', 'save', 'remove'])
    expect((await ports.users.find(account.id))?.profile.avatar).toBe(name)
  })

  test('that cannot be kept changes nothing', async () => {
    const { ports, account } = await withAccount()
    const { avatars, kept } = pictures()
    const name = await changeAvatar({ ...ports, avatars }, { user: account.id, image })
    const broken = { ...avatars, save: () => Promise.reject(new Error('the disk is full')) }

    await expect(changeAvatar({ ...ports, avatars: broken }, { user: account.id, image })).rejects.toThrow()

    expect((await ports.users.find(account.id))?.profile.avatar).toBe(name)
    expect(kept).toEqual(new Set([name]))
  })

  test('is taken away once and for all', async () => {
    const { ports, account } = await withAccount()
    const { avatars, kept } = pictures()
    await changeAvatar({ ...ports, avatars }, { user: account.id, image })

    await removeAvatar({ ...ports, avatars }, { user: account.id })
    await removeAvatar({ ...ports, avatars }, { user: account.id })

    expect(kept.size).toBe(0)
    expect((await ports.users.find(account.id))?.profile.avatar).toBeNull()
  })
})

describe('what users do', () => {
  const { id } = anAccount()

  test('[PROF-6] is added up until it is taken', () => {
    const tally = new ActivityTally()
    tally.played(id, { notes: 3, forMs: 1000.4 })
    tally.played(id, { notes: 2, forMs: -5 })
    tally.createdRoom(id)
    tally.saw(id, 2000)
    tally.saw(id, 1000)

    expect(tally.take()).toEqual([{ userId: id, notesPlayed: 5, playedMs: 1000, roomsCreated: 1, seenAtMs: 2000 }])
    expect(tally.take()).toEqual([])
  })

  test('[PROF-6] and could not be written down is written with what came since', () => {
    const tally = new ActivityTally()
    tally.played(id, { notes: 3, forMs: 1000 })
    tally.saw(id, 1000)
    const taken = tally.take()
    tally.played(id, { notes: 1, forMs: 0 })
    tally.createdRoom(id)

    tally.giveBack(taken)

    expect(tally.take()).toEqual([{ userId: id, notesPlayed: 4, playedMs: 1000, roomsCreated: 1, seenAtMs: 1000 }])
  })

  test.each([
    [59_999, 0],
    [60_000, 1],
  ])('[PROF-7] a sign %i ms after the one that is known is written down %i times', (afterMs, times) => {
    const tally = new ActivityTally()
    tally.sawAgain({ id, lastSeenAtMs: 1000 }, 1000 + afterMs)
    expect(tally.take()).toHaveLength(times)
  })
})
