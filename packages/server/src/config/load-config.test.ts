import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import { renderHelp } from './help.ts'
import { loadConfig } from './load-config.ts'
import { flagOf } from './option.ts'
import { options } from './options.ts'
import type { Environment } from './read-environment.ts'

function refusedLine(argv: readonly string[], env: Environment = {}): string {
  try {
    loadConfig(argv, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  throw new Error('the configuration was taken')
}

test('[P-004] without a word the port is 8080 and the data is in ./data', () => {
  expect(loadConfig([], {})).toMatchObject({
    port: 8080,
    host: undefined,
    dataDir: './data',
    databaseUrl: `file:${join('data', 'tutti.db')}`,
    publicUrl: undefined,
    limits: 'standard',
    roomsMaxUsers: 50,
    roomsCloseAfterMs: 60_000,
    socketsSilenceMs: 60_000,
    logLevel: 'info',
  })
})

test('PORT is an alias, its own name wins over it, and the command line over both', () => {
  expect(loadConfig([], { PORT: '1' }).port).toBe(1)
  expect(loadConfig([], { PORT: '1', TUTTI_PORT: '2' }).port).toBe(2)
  expect(loadConfig(['--port', '3'], { PORT: '1', TUTTI_PORT: '2' }).port).toBe(3)
})

test('a flag takes its value after a space or an equals sign', () => {
  expect(loadConfig(['--data-dir', '/srv/a', '--rooms-max-users=7'], {})).toMatchObject({
    dataDir: '/srv/a',
    databaseUrl: 'file:/srv/a/tutti.db',
    roomsMaxUsers: 7,
  })
})

test('a value can come from a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tutti-config-')), 'port')
  writeFileSync(file, '9000\n')
  expect(loadConfig([], { TUTTI_PORT_FILE: file }).port).toBe(9000)
})

test('an empty value is none', () => {
  expect(loadConfig([], { TUTTI_PORT: '' }).port).toBe(8080)
})

test('a public address loses its slash', () => {
  expect(loadConfig([], { TUTTI_PUBLIC_URL: 'https://Piano.example.com/' }).publicUrl).toBe('https://piano.example.com')
})

test('a configuration does not change', () => {
  expect(Object.isFrozen(loadConfig([], {}))).toBe(true)
})

test.each([
  [['--port', 'x'], {}, 'TUTTI_PORT is "x", but must be a whole number from 0 to 65535.'],
  [[], { TUTTI_PORT: '65536' }, 'TUTTI_PORT is "65536", but must be a whole number from 0 to 65535.'],
  [[], { TUTTI_PUBLIC_URL: 'ftp://a' }, 'TUTTI_PUBLIC_URL is "ftp://a", but must be an http:// or https:// address'],
  [[], { TUTTI_PUBLIC_URL: 'https://a/b' }, 'without a path'],
  [[], { TUTTI_DATABASE_URL: 'mysql://a' }, 'TUTTI_DATABASE_URL must be file:<path> or memory:'],
  [[], { TUTTI_LIMITS: 'on' }, 'but must be standard or off'],
  [[], { TUTTI_PROT: '1' }, 'Unknown variable TUTTI_PROT: did you mean TUTTI_PORT?'],
  [['--prot', '1'], {}, 'Unknown option --prot: did you mean --port?'],
  [['--zzzzzzzzzz'], {}, 'Unknown option --zzzzzzzzzz. --help'],
  [['--port'], {}, '--port needs a value'],
  [['--port', '--host'], {}, '--port needs a value'],
  [[], { TUTTI_PORT: '1', TUTTI_PORT_FILE: '/a' }, 'TUTTI_PORT and TUTTI_PORT_FILE are both set'],
  [[], { TUTTI_PORT_FILE: '/nowhere/at/all' }, 'the file /nowhere/at/all cannot be read'],
])('[R-21] %j with %j is refused in one line', (argv, env, line) => {
  const refused = refusedLine(argv, env)
  expect(refused).toContain(line)
  expect(refused).not.toContain('\n')
})

/** Everything whose value may hold a password, in the words that such options have. */
const secretNames = Object.values(options)
  .map(({ env }) => env)
  .filter((env) => /_(?:URL|TOKEN|SECRET|PASSWORD|KEY)$/.test(env) && env !== 'TUTTI_PUBLIC_URL')

test('[S-103] [S-126] a value that may hold a password is never repeated, however it is wrong', () => {
  const secret = 'mysql://piano:hunter2@'
  expect(secretNames).toEqual(expect.arrayContaining(['TUTTI_DATABASE_URL', 'TUTTI_OPS_TOKEN', 'TUTTI_SMTP_URL']))
  for (const env of secretNames) {
    const file = join(mkdtempSync(join(tmpdir(), 'tutti-config-')), 'secret')
    writeFileSync(file, secret)
    const lines = [
      refusedLine([], { [env]: secret }),
      refusedLine([`${flagOf(env)}=${secret}`]),
      refusedLine([flagOf(env), secret]),
      refusedLine([], { [`${env}_FILE`]: file }),
      refusedLine([`${flagOf(env)}x=${secret}`]),
      refusedLine([], { [env]: secret, [`${env}_FILE`]: file }),
    ]
    for (const line of lines) expect([env, line]).toEqual([env, expect.not.stringContaining('hunter2')])
  }
})

test('the help tells every option under both of its names', () => {
  const help = renderHelp('1.2.3')
  for (const { env } of Object.values(options)) {
    expect(help).toContain(`${flagOf(env)} <value>, ${env}`)
  }
})
