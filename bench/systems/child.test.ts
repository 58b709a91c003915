import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { expect, test } from 'vitest'

const program = `
  import { Child } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)}
  const child = new Child({ command: [process.execPath, '--eval', 'setInterval(() => {}, 1000)'], side: 'server' })
  console.log(child.pid)
  setInterval(() => {}, 1000)`

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
