import { createTestPorts } from '@tutti/testkit'
import { describe, expect, test } from 'vitest'
import { admitGuest, renameGuest } from './admit-guest.ts'
import { colorFor, freeColor, playerColors } from './colors.ts'
import { logIn } from './log-in.ts'
import { checkPassword } from './password-policy.ts'
import { splitFullName } from './profile.ts'
import { registerAccount } from './register-account.ts'
import { parseGuestName, parseUsername, usernameKey } from './username.ts'

const clara = { username: 'clara', email: 'clara@example.com', password: 'Nocturne-9-2' }
const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field && { about: expect.objectContaining({ field }) }) })

test.each(['ab', 'x'.repeat(21), 'with space', 'semi;colon', '', 'Аdmin', 'a\u200bbc', '<b>bold'])(
  '[USER-1] [P-029] %j is no username',
  (name) => {
    expect(() => parseUsername(name)).toThrow(refused('invalid_input', 'username'))
  },
)

test('[USER-1] full-width letters are folded', () => {
  expect(parseUsername('ｃｌａｒａ')).toBe('clara')
})

test.each(['me', 'Profile', 'ADMIN', 'system', 'guest', 'Guest123', '__proto__', 'constructor'])(
  '[USER-2] [S-38] %s is reserved',
  (name) => {
    expect(() => parseUsername(name)).toThrow(refused('invalid_input', 'username'))
  },
)

test('[USER-3] [S-37] names differ in more than case and width', () => {
  expect(usernameKey('ＣLARA')).toBe(usernameKey('clara'))
})

test('[USER-4] a guest may be called anything visible, and nothing invisible', () => {
  expect(parseGuestName('  Ana\u202e  Łódź ♫ ')).toBe('Ana Łódź ♫')
  expect(() => parseGuestName('\u200b\u202e')).toThrow(refused('invalid_input', 'username'))
  expect(() => parseGuestName('x'.repeat(21))).toThrow(refused('invalid_input', 'username'))
  expect(() => parseGuestName('Admin')).toThrow(refused('invalid_input', 'username'))
})

test("[USER-5] a guest may have another guest's name, but no account's", async () => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)
  await admitGuest(ports, { username: 'Ana' })

  await expect(admitGuest(ports, { username: 'Ana' })).resolves.toMatchObject({ username: 'Ana' })
  await expect(admitGuest(ports, { username: 'CLARA' })).rejects.toEqual(refused('username_taken', 'username'))
})

test('[USER-5] without a name one is proposed', async () => {
  const { username } = await admitGuest(createTestPorts(), {})
  expect(username).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
})

test("[USER-5] a guest may not take an account's name later either", async () => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)
  const { id } = await admitGuest(ports, { username: 'Ana' })

  await expect(renameGuest(ports, { id, username: 'clara' })).rejects.toEqual(refused('username_taken'))
  await expect(renameGuest(ports, { id, username: ' Anna ' })).resolves.toBe('Anna')
  expect(await ports.users.find(id)).toMatchObject({ username: 'Anna' })
})

describe('[USER-6] passwords', () => {
  const owner = { username: 'pianist', email: 'jl@example.com', fullName: 'Erin M. Hagens' }

  test.each([
    ['[B-090] five characters', 'Ab1!x'],
    ['[B-093] two kinds', 'abcdef12'],
    ['[B-091] the user name, in another case', 'Pianist9!'],
    ['[B-092] the first name', 'xErin123!'],
    ['[B-092] the last name', 'hagens99A'],
    ['[S-33] more than 1,024 characters', `Aa1!${'x'.repeat(1_025)}`],
  ])('%s: refused', (_, password) => {
    expect(() => checkPassword(password, owner)).toThrow(refused('weak_password', 'password'))
  })

  test.each([
    ['[B-090] six characters of three kinds', 'Ab1!xy'],
    ['[B-090] the document’s own example', '$3C6e7'],
    ['[B-092] a middle initial is no name', 'M1234abc'],
    ['[B-093] letters without case are symbols', '漢字漢字aB'],
    ['[B-091] a name of two characters is ignored', 'jl-Jl-99'],
  ])('%s: allowed', (_, password) => {
    expect(() => checkPassword(password, owner)).not.toThrow()
  })
})

test.each([
  ['a weak password', { password: 'abc' }, 'weak_password'],
  ['a bad name', { username: '!' }, 'invalid_input'],
  ['a bad address', { email: 'nowhere' }, 'invalid_input'],
  ['an address with a line break', { email: 'a@b.cd\r\nBcc: e@f.gh' }, 'invalid_input'],
])('[USER-7] [S-45] %s is refused before any hashing', async (_, change, code) => {
  const ports = createTestPorts()

  await expect(registerAccount(ports, { ...clara, ...change })).rejects.toEqual(refused(code))
  expect(ports.passwords.work).toEqual([])
})

test('[USER-7] [P-016] a fresh account is a member', async () => {
  expect(await registerAccount(createTestPorts(), clara)).toMatchObject({
    kind: 'account',
    roles: ['member'],
    generation: 0,
  })
})

test.each([{ username: 'CLARA' }, { username: 'Clara' }])('[P-024] the name %o is taken', async (change) => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)

  const attempt = registerAccount(ports, { ...clara, email: 'other@example.com', ...change })

  await expect(attempt).rejects.toEqual(refused('username_taken', 'username'))
})

test('[P-029] [B-089] an address is taken whatever its case', async () => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)

  const attempt = registerAccount(ports, { ...clara, username: 'robert', email: 'Clara@Example.com' })

  await expect(attempt).rejects.toEqual(refused('email_taken', 'email'))
})

test('[USER-8] [S-25] an unknown user and a wrong password are refused alike, after the same work', async () => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)
  ports.passwords.work.length = 0

  await expect(logIn(ports, { login: 'nobody', password: 'x' })).rejects.toEqual(refused('wrong_credentials'))
  const forUnknown = ports.passwords.work.splice(0)
  await expect(logIn(ports, { login: 'clara', password: 'x' })).rejects.toEqual(refused('wrong_credentials'))

  expect(ports.passwords.work).toEqual(forUnknown)
  expect(forUnknown).toEqual(['verify'])
})

test('[USER-8] [P-009] name and address both log in, in any case', async () => {
  const ports = createTestPorts()
  await registerAccount(ports, clara)

  for (const login of ['clara', 'CLARA', 'Clara@example.com']) {
    await expect(logIn(ports, { login, password: clara.password })).resolves.toMatchObject({ username: 'clara' })
  }
})

test('[USER-8] [S-33] an endless password is refused without hashing', async () => {
  const ports = createTestPorts()

  await expect(logIn(ports, { login: 'clara', password: 'x'.repeat(5_000) })).rejects.toEqual(
    refused('wrong_credentials'),
  )
  expect(ports.passwords.work).toEqual([])
})

test('[USER-9] a colour is one of twelve, and the same each time', () => {
  expect(playerColors).toContain(colorFor('anybody'))
  expect(colorFor('anybody')).toBe(colorFor('anybody'))
  expect(new Set(Array.from({ length: 200 }, (_, index) => colorFor(`user ${index}`))).size).toBe(12)
})

test('[ROOM-9] with all twelve taken the wanted colour is shared', () => {
  expect(freeColor(playerColors[3], new Set(playerColors))).toBe(playerColors[3])
})

test('[USER-10] who asks for no user name is given one of their own, which may be an account’s', async () => {
  const ports = createTestPorts()
  const { username: _, ...nameless } = clara
  const [one, other] = [
    await registerAccount(ports, nameless),
    await registerAccount(ports, { ...nameless, email: 'robert@example.com' }),
  ]
  expect(parseUsername(one.username)).toBe(one.username)
  expect(one.username).not.toBe(other.username)
})

test.each([
  [{ fullName: 'Erin M. Hagens' }, { name: 'Erin M.', surname: 'Hagens' }],
  [{ fullName: ' Erin ' }, { name: 'Erin', surname: null }],
  [
    { fullName: 'Erin Hagens', name: 'Clara' },
    { name: 'Clara', surname: 'Hagens' },
  ],
  [
    { name: 'Clara', surname: 'Wieck' },
    { name: 'Clara', surname: 'Wieck' },
  ],
  [{}, { name: null, surname: null }],
])('[USER-6] %j is taken as %j', (given, names) => {
  expect(splitFullName(given)).toEqual(names)
})

test('[USER-6] [B-092] the names that come with a registration do not stand in its password', async () => {
  const ports = createTestPorts()
  const attempt = registerAccount(ports, { ...clara, surname: 'Hagens', password: 'xHagens-1' })
  await expect(attempt).rejects.toThrow(refused('weak_password', 'password'))
})
