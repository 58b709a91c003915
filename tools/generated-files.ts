import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { publishedFiles } from '@tutti/protocol/published'
import { decodeMessageJson, encodeAgain } from '@tutti/protocol/realtime'
import { presentErrors } from './present-errors.ts'
import { presentOptions } from './present-options.ts'

const protocol = 'packages/protocol'

/** Path from the root → content, of everything that is made from a table and committed. */
export async function generatedFiles(): Promise<Record<string, string | Uint8Array>> {
  return {
    ...prefixed(`${protocol}/published/`, publishedFiles()),
    ...(await fixtures()),
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

function prefixed(prefix: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${prefix}${name}`, content]))
}
