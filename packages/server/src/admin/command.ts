import type { Config } from '../config/load-config.ts'

/** A mistake at the command line, or something that cannot be done: one line for whoever typed it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

export interface Asked {
  readonly config: Config
  /** What stands behind the command's name and is no option. */
  readonly words: readonly string[]
  readonly options: Options
  readonly say: (line: string) => void
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>
}

export interface Options {
  readonly role?: readonly string[] | undefined
  readonly reason?: string | undefined
  readonly until?: string | undefined
  readonly days?: string | undefined
  readonly uses?: string | undefined
  readonly note?: string | undefined
  readonly 'password-stdin'?: boolean | undefined
}

export type OptionName = keyof Options

export interface Command {
  /** For instance `grant <user> <role>`. */
  readonly usage: string
  readonly about: string
  readonly options: readonly OptionName[]
  /** How many words it takes: at least, at most. */
  readonly words: readonly [number, number]
  /** The exit code, when it is not 0. @throws CommandError, Refusal, DatabaseError, ConfigError. */
  readonly run: (asked: Asked) => Promise<number | void>
}
