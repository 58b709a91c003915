import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Where the lock of a database lies. */
export function lockPathOf(path: string): string {
  return `${path}-lock`
}

/**
 * Says that this process serves the database, until it is closed or the process dies in any way: two servers on one file
 * would close each other's rooms. The lock lies beside the database, so that the command line may read and write the
 * database itself meanwhile. Null when somebody else holds it.
 */
export function holdLock(path: string, waitMs: number): Disposable | null {
  const lockPath = lockPathOf(path)
  closeSync(openSync(lockPath, 'a', 0o600))
  const lock = new DatabaseSync(lockPath, { timeout: waitMs })
  try {
    // Nothing is ever written: the lock is the open transaction.
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return { [Symbol.dispose]: () => lock.close() }
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5) return null
    throw error
  }
}
