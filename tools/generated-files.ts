import { glob, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisesOf, publishedFiles, realtimeFiles, type Json } from '@tutti/protocol/published'
import { decodeMessageJson, encodeAgain } from '@tutti/protocol/realtime'
import { presentErrors } from './present-errors.ts'
import { presentOptions } from './present-options.ts'

const protocol = 'packages/protocol'
const promisesFile = `${protocol}/published/promises.piano.v1.txt`

/** Path from the root → content, of everything that is made from a table and committed. */
export async function generatedFiles(): Promise<Record<string, string | Uint8Array>> {
  const { 'asyncapi.json': asyncApi, 'realtime.md': realtime } = await describeRealtime()
  return {
    ...prefixed(`${protocol}/published/`, publishedFiles()),
    ...(await fixtures()),
    [promisesFile]: await promises(),
    [`${protocol}/published/asyncapi.json`]: asyncApi,
    'docs/reference/realtime.md': realtime,
    'docs/reference/errors.md': presentErrors(),
    'docs/reference/configuration.md': presentOptions(),
  }
}

/** Read off the descriptors, which are made from the .proto just before, with the first fixture of each message. */
async function describeRealtime(): Promise<ReturnType<typeof realtimeFiles>> {
  const folder = fileURLToPath(new URL(`../${protocol}/`, import.meta.url))
  const examples: Record<string, Json> = {}
  for (const file of (await Array.fromAsync(glob('*/*.json', { cwd: `${folder}fixtures` }))).toSorted()) {
    const member = dirname(file).replaceAll('-', '_')
    examples[member] ??= JSON.parse(await readFile(`${folder}fixtures/${file}`, 'utf8'))
  }
  const [descriptors, template] = await Promise.all([
    readFile(`${folder}published/realtime.binpb`),
    readFile(`${folder}src/emit/realtime-reference.md`, 'utf8'),
  ])
  return realtimeFiles({ descriptors, template, examples })
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
