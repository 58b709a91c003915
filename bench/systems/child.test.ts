import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const program = `
  import { Child } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)}
  const child = new Child({ command: [process.execPath, '--eval', 'setInterval(() => {}, 1000)'], side: 'server' })
  console.log(child.pid)
  setInterval(() => {}, 1000)`

const unanswered = `
  import { Child } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)}
  await using child = new Child({
    command: [process.execPath, '--eval', 'process.once("message", () => process.exit())'],
    side: 'generator',
    ipc: true,
  })
  await child.ask({}).catch(({ message }) => console.log(message))`

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)('a bench that ends by %s takes its servers along', async (signal) => {
  const bench = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(bench, 'exit')
  const lines = createInterface(bench.stdout)
  const [pid] = await once(lines, 'line')
  expect(isThere(Number(pid))).toBe(true)

  bench.kill(signal)

  expect(await gone).toEqual([null, signal])
  await expect.poll(() => isThere(Number(pid)), { timeout: 10_000 }).toBe(false)
})

test('nobody waits for the answer of a process that has ended', async () => {
  const bench = spawn(process.execPath, ['--input-type=module', '--eval', unanswered], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

  expect(await text(bench.stdout)).toBe('The process has ended\n')
})
