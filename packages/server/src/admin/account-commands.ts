import { randomBytes } from 'node:crypto'
import {
  createAccount,
  createInvite,
  liftSuspension,
  operator,
  replacePassword,
  roles,
  setRoles,
  suspendUser,
  type Role,
} from '@tutti/core'
import { startPasswordHasher } from '../adapters/passwords/argon2.ts'
import { CommandError, type Asked, type Command } from './command.ts'
import { findAccount, openHouse } from './open-house.ts'

const dayMs = 86_400_000
const actor = operator

export const create: Command = {
  usage: 'create <username> <email> [--role <role>] [--password-stdin]',
  about: 'Opens an account, whatever the registration mode. Without --password-stdin a password is made and printed.',
  options: ['role', 'password-stdin'],
  words: [2, 2],
  async run({ config, words: [username = '', email = ''], options, readInput, say }) {
    const given = (options.role ?? []).map(parseRole)
    const password = await readPassword({ options, readInput })
    await using house = await openHouse(config)
    await using passwords = startPasswordHasher()
    const account = await createAccount(
      { ...house, passwords },
      { actor, username, email, password: password.text, roles: given },
    )
    say(`${account.username} is there, with the roles ${account.roles.join(', ')}.`)
    if (password.isMade) say(`Password: ${password.text}`)
  },
}

export const grant: Command = {
  usage: 'grant <user> <role>',
  about: 'Gives an account a role: pro, moderator or admin.',
  options: [],
  words: [2, 2],
  run: (asked) => changeRoles(asked, (held, role) => [...held, role]),
}

export const revoke: Command = {
  usage: 'revoke <user> <role>',
  about: 'Takes a role from an account. The last admin stays one.',
  options: [],
  words: [2, 2],
  run: (asked) => changeRoles(asked, (held, role) => held.filter((one) => one !== role)),
}

async function changeRoles(
  { config, words: [login = '', name = ''], say }: Asked,
  change: (held: readonly Role[], role: Role) => readonly Role[],
): Promise<void> {
  const role = parseRole(name)
  await using house = await openHouse(config)
  const { id, roles: held } = await findAccount(house, login)
  const account = await setRoles(house, { actor, userId: id, roles: change(held, role) })
  say(`${account.username} has the roles ${account.roles.join(', ')}.`)
}

export const suspend: Command = {
  usage: 'suspend <user> --reason <text> [--days <n> | --until <time>]',
  about: 'Shuts an account out and closes its connections within seconds.',
  options: ['reason', 'days', 'until'],
  words: [1, 1],
  async run({ config, words: [login = ''], options, say }) {
    await using house = await openHouse(config)
    const { id, username } = await findAccount(house, login)
    const untilMs = parseUntil(options, house.clock.now())
    await suspendUser(house, { actor, userId: id, reason: options.reason ?? '', untilMs })
    say(`${username} is suspended ${untilMs === null ? 'for good' : `until ${new Date(untilMs).toISOString()}`}.`)
  },
}

export const unsuspend: Command = {
  usage: 'unsuspend <user>',
  about: 'Lets a suspended account in again.',
  options: [],
  words: [1, 1],
  async run({ config, words: [login = ''], say }) {
    await using house = await openHouse(config)
    const { id, username } = await findAccount(house, login)
    await liftSuspension(house, { actor, userId: id })
    say(`${username} may come in.`)
  },
}

export const resetPassword: Command = {
  usage: 'reset-password <user> [--password-stdin]',
  about: 'Gives an account another password and ends its sessions.',
  options: ['password-stdin'],
  words: [1, 1],
  async run({ config, words: [login = ''], options, readInput, say }) {
    const password = await readPassword({ options, readInput })
    await using house = await openHouse(config)
    const { id, username } = await findAccount(house, login)
    await using passwords = startPasswordHasher()
    await replacePassword({ ...house, passwords }, { actor, userId: id, password: password.text })
    say(`${username} has a new password; every session has ended.`)
    if (password.isMade) say(`Password: ${password.text}`)
  },
}

export const invite: Command = {
  usage: 'invite [--uses <n>] [--days <n>] [--note <text>]',
  about: 'Makes a code that opens accounts, for servers with TUTTI_REGISTRATION=invite.',
  options: ['uses', 'days', 'note'],
  words: [0, 0],
  async run({ config, options, say }) {
    await using house = await openHouse(config)
    const asked = { mostUses: parseNumber(options.uses), days: parseNumber(options.days), note: options.note }
    const { code, invite: made } = await createInvite(house, { actor, ...asked })
    say(`Good for ${made.mostUses} until ${new Date(made.expiresAtMs).toISOString()}; it is shown this once:`)
    say(code)
  },
}

async function readPassword({ options, readInput }: Pick<Asked, 'options' | 'readInput'>) {
  if (options['password-stdin']) return { text: (await readInput()).replace(/\r?\n$/, ''), isMade: false }
  // Of all four kinds of characters, whatever comes out.
  return { text: `${randomBytes(12).toString('base64url')}-aA7`, isMade: true }
}

function parseRole(name: string): Role {
  const role = roles.find((known) => known === name && known !== 'guest')
  if (!role) throw new CommandError(`${name} is no role: use member, pro, moderator or admin.`)
  return role
}

function parseUntil({ days, until }: Asked['options'], nowMs: number): number | null {
  if (days !== undefined && until !== undefined) throw new CommandError('Give either --days or --until.')
  const count = parseNumber(days)
  if (count !== undefined) return Math.round(nowMs) + count * dayMs
  if (until === undefined) return null
  const untilMs = Date.parse(until)
  if (Number.isNaN(untilMs)) throw new CommandError(`--until ${until} is no time: write 2027-01-31T12:00:00Z.`)
  return untilMs
}

function parseNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(`${text} is no whole number.`)
  return Number(text)
}
