import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { generatedFiles } from './generated-files.ts'

/**
 * Writes what is made from the tables: code and descriptors from the .proto, OpenAPI from the operations, reference pages
 * from the options and refusals. With `--check` it only says what would change, and fails when something would.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const protocol = `${root}packages/protocol`
const buf = `${root}node_modules/.bin/buf`
const isCheck = process.argv.includes('--check')
const exec = promisify(execFile)

const published = `${protocol}/published/realtime.binpb`
const stale: string[] = []

await exec(buf, ['lint'], { cwd: protocol })
if (isCheck) await checkProto()
else {
  await exec(buf, ['generate'], { cwd: protocol })
  await exec(buf, ['build', '--as-file-descriptor-set', '-o', published], { cwd: protocol })
}
for (const [file, content] of Object.entries(await generatedFiles())) await settle(`${root}${file}`, content)

if (stale.length > 0) {
  console.log(`Out of date, run \`npm run generate\`:\n${stale.join('\n')}`)
  process.exitCode = 1
}

/** Wire breaks are refused; the committed code and descriptors must be what the .proto gives. */
async function checkProto(): Promise<void> {
  await exec(buf, ['breaking', '--against', published], { cwd: protocol })
  const scratch = `${root}.cache/generated`
  await exec(buf, ['generate', '-o', scratch], { cwd: protocol })
  await exec(buf, ['build', '--as-file-descriptor-set', '-o', `${scratch}/realtime.binpb`], { cwd: protocol })
  await compare(
    `${protocol}/src/gen/tutti/realtime/v1/realtime_pb.ts`,
    `${scratch}/src/gen/tutti/realtime/v1/realtime_pb.ts`,
  )
  await compare(published, `${scratch}/realtime.binpb`)
}

async function compare(committed: string, fresh: string): Promise<void> {
  const [a, b] = await Promise.all([readFile(committed), readFile(fresh)])
  if (!a.equals(b)) stale.push(committed.slice(root.length))
}

async function settle(file: string, content: string | Uint8Array): Promise<void> {
  const present = await readFile(file).catch(() => undefined)
  if (present?.equals(Buffer.from(content))) return
  if (isCheck) {
    stale.push(file.slice(root.length))
    return
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}
