import { parseArgs } from 'node:util'
import { Refusal } from '@tutti/core'
import { DatabaseError } from '../adapters/database/database-error.ts'
import { ConfigError } from '../config/config-error.ts'
import { loadConfig } from '../config/load-config.ts'
import { nearest } from '../config/nearest.ts'
import type { Environment } from '../config/read-environment.ts'
import { create, grant, invite, resetPassword, revoke, suspend, unsuspend } from './account-commands.ts'
import { backup } from './backup.ts'
import { CommandError, type Command } from './command.ts'
import { doctor } from './doctor.ts'
import { restore } from './restore.ts'

const commands: Readonly<Record<string, Command>> = {
  create,
  grant,
  revoke,
  suspend,
  unsuspend,
  'reset-password': resetPassword,
  invite,
  backup,
  restore,
  doctor,
}

export interface Admin {
  /** What stands behind the program's name on the command line. */
  readonly argv: readonly string[]
  readonly env: Environment
  /** Takes one line of what the command has to say. */
  readonly say: (line: string) => void
  /** Takes the one line of why it cannot be done. */
  readonly complain: (line: string) => void
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>
}

/** The command line for whoever runs a server, also while it runs. Resolves with the exit code, which is 0 when it is done. */
export async function admin(asked: Admin): Promise<number> {
  try {
    return await run(asked)
  } catch (error) {
    asked.complain(explain(error))
    return 1
  }
}

async function run({ argv, env, say, readInput }: Admin): Promise<number> {
  const [name = '--help', ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') return help(Object.values(commands), say)
  const command = commands[name]
  if (!command) throw new CommandError(explainUnknown(name))
  const { values, positionals } = readWords(command, rest)
  if (values.help) return help([command], say)
  const [least, most] = command.words
  if (positionals.length < least || positionals.length > most) throw new CommandError(`Usage: ${command.usage}`)

  const places = ['data-dir', 'database-url'] as const
  const flags = places.flatMap((place) => (values[place] === undefined ? [] : [`--${place}`, values[place]]))
  const code = await command.run({
    config: loadConfig(flags, env),
    words: positionals,
    options: values,
    say,
    readInput,
  })
  return code ?? 0
}

const every = {
  role: { type: 'string', multiple: true },
  reason: { type: 'string' },
  until: { type: 'string' },
  days: { type: 'string' },
  uses: { type: 'string' },
  note: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'data-dir': { type: 'string' },
  'database-url': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const common = ['data-dir', 'database-url', 'help']

function readWords(command: Command, argv: readonly string[]) {
  try {
    const read = parseArgs({ args: [...argv], options: every, allowPositionals: true, strict: true })
    const strange = Object.keys(read.values).find(
      (name) => !common.includes(name) && !command.options.some((known) => known === name),
    )
    if (strange !== undefined) throw new CommandError(`--${strange} is not for this command. Usage: ${command.usage}`)
    return read
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason = error instanceof Error ? error.message.split('.')[0] : String(error)
    throw new CommandError(`${reason}. Usage: ${command.usage}`, { cause: error })
  }
}

function explainUnknown(name: string): string {
  const meant = nearest(name, Object.keys(commands))
  return `Unknown command ${name}${meant ? `: did you mean ${meant}?` : '.'} --help lists all of them.`
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return explainRefusal(error)
  const isForThem = [CommandError, ConfigError, DatabaseError].some((kind) => error instanceof kind)
  if (error instanceof Error) return isForThem ? error.message : `This went wrong: ${error.message.split('\n')[0]}`
  return String(error)
}

function explainRefusal({ message, about }: Refusal): string {
  if (about.issue !== undefined && about.field !== undefined) return `${about.field}: ${about.issue}.`
  return message
}

function help(shown: readonly Command[], say: Admin['say']): number {
  say('Usage: npm run admin -- <command> [options]\n')
  for (const { usage, about } of shown) say(`  ${usage}\n      ${about}\n`)
  say('  Options of all commands: --data-dir <path>, --database-url <url>, --help; else as the server is told,')
  say('  by TUTTI_DATA_DIR and the other variables. A user is a user name or an e-mail address.')
  return 0
}
