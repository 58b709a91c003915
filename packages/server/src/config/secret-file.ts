import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../files/make-folder.ts'
import { ConfigError } from './config-error.ts'

export const secretBytes = 32

/** The text of a secret file; null when there is none. @throws ConfigError when others may read it or it cannot be read. */
export function readSecret(path: string): string | null {
  return guard(path, () => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return null
    checkMode(path, found.mode)
    return readFileSync(path, 'utf8').trim()
  })
}

/** Written beside its place and moved there: a crash leaves no half secret. @throws ConfigError. */
export function writeSecret(path: string, text: string): void {
  guard(path, () => {
    makeFolder(dirname(path))
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    const file = openSync(draft, 'wx', 0o600)
    writeSync(file, `${text}\n`)
    fsyncSync(file)
    closeSync(file)
    renameSync(draft, path)
  })
}

/** A folder that everybody may write to lets everybody swap its secrets. @throws ConfigError. */
export function checkFolder(folder: string): void {
  const found = guard(folder, () => statSync(folder, { throwIfNoEntry: false }))
  if (process.platform === 'win32' || !found || (found.mode & 0o002) === 0) return
  throw new ConfigError(`The data folder ${folder} is open to other users: run chmod o-w ${folder}.`)
}

/** Words such as "secret" and repeated letters: 32 random bytes have this few different ones about never. */
export function checkRandom(path: string, bytes: Uint8Array): void {
  const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (printable || new Set(bytes).size < secretBytes / 2) {
    throw new ConfigError(`The secret in ${path} can be guessed: delete the file to make a new one.`)
  }
}

function checkMode(path: string, mode: number): void {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new ConfigError(`The secret file ${path} is open to other users: run chmod 600 ${path}.`)
}

function guard<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`The data folder ${dirname(path)} cannot be used: ${path} cannot be read or written.`, {
      cause: error,
    })
  }
}
