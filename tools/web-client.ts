import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const app = `${root}apps/web`
const built = `${app}/dist`
const stampFile = `${root}.cache/web-client.stamp`

/** Everything that goes into the bundle. */
const sources = [
  'package-lock.json',
  'apps/web/{index.html,vite.config.ts,package.json}',
  'apps/web/{src,public}/**/*',
  'sdks/{typescript,react}/src/**/*',
  'packages/{core,protocol}/src/**/*',
]

/** Builds the web client when its sources have changed, and returns the folder it lies in. */
export async function ensureWebClient(): Promise<string> {
  const stamp = await stampOfSources()
  const isCurrent = existsSync(`${built}/index.html`) && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp
  if (!isCurrent) {
    console.log('Building the web client …')
    await buildWebClient()
    await mkdir(`${root}.cache`, { recursive: true })
    await writeFile(stampFile, stamp)
  }
  return built
}

export async function buildWebClient(): Promise<void> {
  const { build } = await import('vite')
  await build({ root: app, logLevel: 'warn', mode: 'production' })
}

async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob(sources, { cwd: root })) files.push(file)
  for (const file of files.toSorted()) {
    const { size, mtimeMs } = await stat(`${root}${file}`)
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
