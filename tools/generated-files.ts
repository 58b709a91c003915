import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisesOf, publishedFiles } from '@tutti/protocol/published'
import { decodeMessageJson, encodeAgain } from '@tutti/protocol/realtime'
import { presentErrors } from './present-errors.ts'
import { presentOptions } from './present-options.ts'

const protocol = 'packages/protocol'
const promisesFile = `${protocol}/published/promises.piano.v1.txt`

/** Path from the root → content, of everything that is made from a table and committed. */
export async function generatedFiles(): Promise<Record<string, string | Uint8Array>> {
  return {
    ...prefixed(`${protocol}/published/`, publishedFiles()),
    ...(await fixtures()),
    [promisesFile]: await promises(),
    'docs/reference/errors.md': presentErrors(),
    'docs/reference/configuration.md': presentOptions(),
  }
}

/** The binary half of each fixture. */
async function fixtures(): Promise<Record<string, Uint8Array>> {
  const folder = fileURLToPath(new URL(`../${protocol}/fixtures/`, import.meta.url))
  const files: Record<string, Uint8Array> = {}
  for await (const file of glob('*/*.json', { cwd: folder })) {
    const message = decodeMessageJson(await readFile(`${folder}${file}`, 'utf8'))
    files[`${protocol}/fixtures/${file.replace('.json', '.bin')}`] = encodeAgain(message)
  }
  return files
}

/** What was promised stays; what is new is promised from here on. Whoever means to break a promise takes its line out. */
async function promises(): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const before = await readFile(`${root}${promisesFile}`, 'utf8').catch(() => '')
  const { 'openapi.piano.json': openApi = '' } = publishedFiles()
  const lines = new Set([...before.split('\n'), ...promisesOf(JSON.parse(openApi))])
  lines.delete('')
  return `${[...lines].toSorted().join('\n')}\n`
}

function prefixed(prefix: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${prefix}${name}`, content]))
}
