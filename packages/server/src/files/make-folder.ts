import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never ends where the kernel answers "not found" to
 * making a folder in one that is there, as under /proc. @throws Error of the first `mkdir` that fails.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}
