import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { layers, sampleName, sampleRoots } from './sample-names.ts'

interface SampleFile {
  readonly name: string
  readonly path: string
  /** Where the browser finds it, below the base path. */
  readonly fileName: string
}

/** Serves and emits the samples whose file names hold a '#', which Vite takes for the start of a fragment. */
export function sharpSamples(): Plugin {
  const files = findSharpFiles()
  return {
    name: 'tutti:sharp-samples',
    config: () => ({
      define: {
        'import.meta.env.TUTTI_SHARP_SAMPLES': JSON.stringify(
          Object.fromEntries(files.map(({ name, fileName }) => [name, fileName])),
        ),
      },
    }),
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find(({ fileName }) => request.url?.endsWith(`/${fileName}`))
        if (!file) return next()
        response.setHeader('content-type', 'audio/mpeg')
        response.end(readFileSync(file.path))
      })
    },
    generateBundle() {
      if (this.environment.config.consumer !== 'client') return
      for (const { fileName, path } of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) })
    },
  }
}

function findSharpFiles(): SampleFile[] {
  const { resolve } = createRequire(import.meta.url)
  return layers.flatMap((layer) => {
    const folder = join(resolve(`@audio-samples/piano-mp3-velocity${layer}/package.json`), '..', 'audio')
    return sampleRoots
      .map((root) => sampleName(root, layer))
      .filter((name) => name.includes('#'))
      .map((name) => {
        const path = join(folder, `${name}.mp3`)
        const hash = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 8)
        return { name, path, fileName: `assets/${name.replace('#', 's')}-${hash}.mp3` }
      })
  })
}
