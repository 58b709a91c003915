import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const hasChrt = process.platform === 'linux' && spawnSync('chrt', ['--version']).error === undefined

/** What the system says of a thread that has yielded, and of the one that started it. */
async function policiesOf(): Promise<readonly string[]> {
  const source = `
    import { readlinkSync } from 'node:fs'
    import { basename } from 'node:path'
    import { spawnSync } from 'node:child_process'
    import { parentPort } from 'node:worker_threads'
    import { yieldToAll } from ${JSON.stringify(new URL('yield-to-all.ts', import.meta.url).href)}
    yieldToAll()
    const policyOf = (thread) => spawnSync('chrt', ['-p', thread], { encoding: 'utf8' }).stdout
    parentPort.postMessage([policyOf(basename(readlinkSync('/proc/thread-self'))), policyOf(String(process.pid))])
  `
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`))
  const [policies] = (await once(worker, 'message')) as [readonly string[]]
  await worker.terminate()
  return policies
}

test.runIf(hasChrt)('a thread that yields is scheduled idle, and it alone', async () => {
  const [own = '', main = ''] = await policiesOf()
  expect(own).toContain('SCHED_IDLE')
  expect(main).not.toContain('SCHED_IDLE')
})
