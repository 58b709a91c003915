import { readFileSync } from 'node:fs'
import { ConfigError } from './config-error.ts'
import { nearest } from './nearest.ts'
import { options } from './options.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the environment says, by environment name. An empty value is none. @throws ConfigError for what it does not know. */
export function readEnvironment(env: Environment): ReadonlyMap<string, string> {
  checkNames(env)
  const values = new Map<string, string>()
  for (const { env: name, ...rest } of Object.values(options)) {
    const value = env[name] || readSecretFile(env, name) || ('alias' in rest ? env[rest.alias] : undefined)
    if (value) values.set(name, value)
  }
  return values
}

/** `TUTTI_PORT_FILE` names a file that holds the value, as container secrets do. */
function readSecretFile(env: Environment, name: string): string | undefined {
  const path = env[`${name}_FILE`]
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new ConfigError(`${name}_FILE: the file ${path} cannot be read.`)
  }
}

function checkNames(env: Environment): void {
  const known = Object.values(options).flatMap(({ env: name }) => [name, `${name}_FILE`])
  for (const name of Object.keys(env)) {
    if (!name.startsWith('TUTTI_') || known.includes(name)) continue
    const meant = nearest(name, known)
    throw new ConfigError(
      `Unknown variable ${name}${meant ? `: did you mean ${meant}?` : '.'} --help lists all of them.`,
    )
  }
  const twice = Object.values(options).find(({ env: name }) => env[name] && env[`${name}_FILE`])
  if (twice) throw new ConfigError(`${twice.env} and ${twice.env}_FILE are both set: keep one.`)
}
