import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export interface AdminRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command line in a process of its own, as `npm run admin -- …` starts it. */
export async function runAdmin(dataDir: string, argv: readonly string[], input = ''): Promise<AdminRun> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../admin.mjs', import.meta.url)), ...argv], {
    env: { PATH: process.env['PATH'], TUTTI_DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: Number(code), out, err }
}
