import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { withFiles } from './service-worker-plugin.ts'

const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')

/** The worker of a build, activated beside a cache that holds these paths. */
async function activated(fileNames: readonly string[], cached: readonly string[]): Promise<readonly string[]> {
  const kept = new Set(cached)
  const cache = {
    keys: async () => [...kept].map((path) => ({ url: `https://tutti.example${path}` })),
    delete: async ({ url }: { readonly url: string }) => kept.delete(new URL(url).pathname),
  }
  let done: Promise<unknown> = Promise.resolve()
  const onActivate = (_: string, run: (event: object) => void) => {
    if (_ === 'activate') run({ waitUntil: (job: Promise<unknown>) => (done = job) })
  }
  runInNewContext(withFiles(source, fileNames), {
    URL,
    caches: { open: async () => cache, keys: async () => [], delete: async () => true },
    self: { addEventListener: onActivate, skipWaiting: () => {}, clients: { claim: () => {} } },
  })
  await done
  return [...kept]
}

test('files that the new build does not have leave the cache, and samples that it has stay', async () => {
  const left = await activated(
    ['assets/index-new.js', 'assets/C4-aaaa.mp3', 'index.html'],
    ['/', '/assets/index-old.js', '/assets/C4-aaaa.mp3'],
  )
  expect(left).toEqual(['/', '/assets/C4-aaaa.mp3'])
})

test('a worker without a place for the names of the files does not build', () => {
  expect(() => withFiles('', [])).toThrow(/built/)
})
