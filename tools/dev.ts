import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The server restarts when its sources change; Vite serves the web client with hot reload and proxies to it. */
const root = fileURLToPath(new URL('..', import.meta.url))
const serverPort = process.env['TUTTI_PORT'] ?? '8080'

const children = [
  spawn(process.execPath, ['--watch-preserve-output', '--watch', 'tools/dev-server.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TUTTI_PORT: serverPort },
  }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'apps/web'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TUTTI_PORT: serverPort },
  }),
]

const stop = (): void => {
  for (const child of children) child.kill('SIGTERM')
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) child.once('exit', stop)
