import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { admin } from '@tutti/server'

export interface AdminRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command line in this process: all of it but the way in and out. */
export async function runAdmin(dataDir: string, argv: readonly string[], input = ''): Promise<AdminRun> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await admin({
    argv,
    env: { TUTTI_DATA_DIR: dataDir },
    say: (line) => void out.push(`${line}\n`),
    complain: (line) => void err.push(`${line}\n`),
    readInput: async () => input,
  })
  return { code, out: out.join(''), err: err.join('') }
}

interface StartOptions {
  readonly input?: string | undefined
  /** Nobody reads what it has to say. */
  readonly isUnread?: boolean
}

/** The command line in a process of its own, as `npm run admin -- …` starts it. */
export async function startAdmin(
  dataDir: string,
  argv: readonly string[],
  { input = '', isUnread = false }: StartOptions = {},
): Promise<AdminRun> {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../admin.mjs', import.meta.url)), ...argv], {
    env: { PATH, NODE_COMPILE_CACHE, TUTTI_DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  if (isUnread) child.stdout.destroy()
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([
    isUnread ? '' : text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: Number(code), out, err }
}
