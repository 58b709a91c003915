import { spawnSync } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'

/**
 * From here on the calling thread works when nobody else wants its processor. A low priority alone is not enough: Linux lets
 * a thread finish its slice, some milliseconds, before it gives way to one that wakes up; one that is scheduled idle gives way
 * at once. Where that cannot be had, the low priority stays.
 */
export function yieldToAll(): void {
  // Elsewhere 0 would be the whole process.
  if (process.platform !== 'linux') return
  setPriority(0, 19)
  try {
    const thread = basename(readlinkSync('/proc/thread-self'))
    spawnSync('chrt', ['-i', '-p', '0', thread], { stdio: 'ignore', timeout: 1_000 })
  } catch {
    // Without /proc a thread does not know its number.
  }
}
