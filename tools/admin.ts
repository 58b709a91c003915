import { text } from 'node:stream/consumers'
import { admin } from '@tutti/server'

/** What `npm run admin` runs: the command line for whoever runs a server. */
export async function runAdmin(): Promise<void> {
  // Whoever reads has read enough, `| head` for one: the command goes on, and nobody is told.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await admin({
    argv: process.argv.slice(2),
    env: process.env,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    readInput: () => text(process.stdin),
  })
}
