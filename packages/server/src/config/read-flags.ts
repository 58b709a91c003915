import { ConfigError } from './config-error.ts'
import { nearest } from './nearest.ts'
import { flagOf } from './option.ts'
import { options } from './options.ts'

/** Flags that ask for something else than a start. */
const questions = ['--help', '-h', '--version', '-v']

/** What the command line says, by environment name. @throws ConfigError for what it does not know. */
export function readFlags(argv: readonly string[]): ReadonlyMap<string, string> {
  const envNames = new Map(Object.values(options).map(({ env }) => [flagOf(env), env]))
  const values = new Map<string, string>()
  const rest = argv.filter((word) => !questions.includes(word))
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? ''
    const [flag = '', ...written] = word.split('=')
    const env = envNames.get(flag)
    if (!env) throw new ConfigError(explainUnknown(flag, [...envNames.keys(), ...questions]))
    if (written.length === 0) index += 1
    const value = written.length > 0 ? written.join('=') : rest[index]
    if (value === undefined || (written.length === 0 && value.startsWith('--'))) {
      throw new ConfigError(`${flag} needs a value, for instance ${flag}=…`)
    }
    values.set(env, value)
  }
  return values
}

function explainUnknown(flag: string, known: readonly string[]): string {
  const meant = nearest(flag, known)
  return `Unknown option ${flag}${meant ? `: did you mean ${meant}?` : '.'} --help lists all of them.`
}
