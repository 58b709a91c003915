import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = `
  import { main } from ${JSON.stringify(new URL('main.ts', import.meta.url).href)}
  await main({ argv: process.argv.slice(1), env: process.env, prepare: async () => {
    if (process.env.PREPARED) console.log('prepared')
    return undefined
  } })`

type Program = ChildProcessByStdio<null, Readable, Readable>

/** The program in a process of its own, with a data folder of its own, listening on this machine alone. */
function startProgram(argv: readonly string[], env: Record<string, string> = {}): Program {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-main-'))
  const defaults = { TUTTI_DATA_DIR: dataDir, TUTTI_HOST: '127.0.0.1', TUTTI_PORT: '0' }
  return spawn(process.execPath, ['--input-type=module', '--eval', program, '--', ...argv], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH, NODE_COMPILE_CACHE, ...defaults, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function runProgram(argv: readonly string[], env: Record<string, string> = {}) {
  const child = startProgram(argv, env)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, err, code: Number(code) }
}

/** Resolves with what was printed until the server is ready. */
async function whenReady(child: Program): Promise<string> {
  let out = ''
  for await (const chunk of child.stdout) {
    out += String(chunk)
    if (out.includes('Tutti is ready at')) return out
  }
  throw new Error(`never ready: ${out}`)
}

test('--help and --version print and end', async () => {
  const [help, version] = await Promise.all([runProgram(['--help']), runProgram(['--version'])])
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('--port <value>, TUTTI_PORT')])
  expect([version.code, version.out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
})

test('[R-21] a bad configuration ends with one line, before anything is prepared', async () => {
  const { code, out, err } = await runProgram(['--port', 'many'], { PREPARED: '1' })
  expect([code, out, err]).toEqual([1, '', 'TUTTI_PORT is "many", but must be a whole number from 0 to 65535.\n'])
})

test('[R-21] a port that is taken ends with one line', async () => {
  await using taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' ? String(address?.port) : ''

  const { code, err } = await runProgram(['--port', port])

  expect([code, err]).toEqual([1, `Port ${port} is in use already. Choose another one with --port.\n`])
})

test('[R-21] a data folder that cannot be used ends with one line', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tutti-main-')), 'file')
  writeFileSync(file, '')

  const { code, err } = await runProgram(['--data-dir', join(file, 'below')])

  expect(code).toBe(1)
  expect(err).toMatch(/^The data folder .+ cannot be used: .+\n$/)
})

test('[R-21] a database that is none ends with one line', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tutti-main-')), 'tutti.db')
  writeFileSync(file, 'A letter to nobody. '.repeat(100))

  const { code, err } = await runProgram(['--database-url', `file:${file}`])

  expect([code, err]).toEqual([1, `The database ${file} is not an SQLite database.\n`])
})

test.each([['SIGTERM'], ['SIGINT'], ['SIGINT', 'SIGTERM', 'SIGINT']] as const)(
  '[R-19] %s ends the server cleanly',
  async (...signals) => {
    const child = startProgram([], { PREPARED: '1' })
    const out = await whenReady(child)
    const closed = once(child, 'close')

    for (const signal of signals) child.kill(signal)

    expect(await closed).toEqual([0, null])
    expect(out).toMatch(/^prepared\nTutti is ready at http:\/\/localhost:\d+\n/)
  },
)

test('a server that is ready answers where it says', async () => {
  const child = startProgram([])
  const [url = ''] = /http:\/\/\S+/.exec(await whenReady(child)) ?? []

  const response = await fetch(`${url}/health`)

  expect(response.status).toBe(200)
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
})
