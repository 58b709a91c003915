import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const blank = 'const built = []'

/** Emits the service worker as `/sw.js`, with the names of the files that this build has. */
export function serviceWorker(): Plugin {
  return {
    name: 'tutti:service-worker',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        if (this.environment.config.consumer !== 'client') return
        const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: withFiles(source, Object.keys(bundle)) })
      },
    },
  }
}

/** @throws Error when the worker has no place for them. */
export function withFiles(source: string, fileNames: readonly string[]): string {
  if (!source.includes(blank)) throw new Error(`The service worker does not say \`${blank}\`.`)
  const paths = fileNames.filter((name) => name.startsWith('assets/')).map((name) => `/${name}`)
  return source.replace(blank, `const built = ${JSON.stringify(paths.toSorted())}`)
}
