import { Refusal, type PasswordHasher } from '@tutti/core'
import { Worker } from 'node:worker_threads'
import { HashQueue } from './hash-queue.ts'
import type { PasswordCost } from './jobs.ts'

/** OWASP's minimum for argon2id. */
const standardCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id in one low-priority thread: a flood of logins waits and is refused, while notes pass. */
export function startPasswordHasher(
  cost = standardCost,
): PasswordHasher & AsyncDisposable & { readonly waiting: number } {
  const url = new URL('./worker.ts', import.meta.url)
  const worker = new Worker(url, { name: 'passwords', execArgv: [], workerData: cost })
  worker.unref()
  const queue = new HashQueue(worker)

  return {
    get waiting() {
      return queue.waiting
    },
    checkLoad: () => queue.checkLoad(),
    async hash(password) {
      const answer = await queue.run({ kind: 'hash', password: password.normalize('NFC') })
      if ('hash' in answer) return answer.hash
      throw new Refusal('internal')
    },
    async verify(hash, password) {
      const answer = await queue.run({ kind: 'verify', password: password.normalize('NFC'), hash })
      if ('matches' in answer) return answer.matches
      throw new Refusal('internal')
    },
    async [Symbol.asyncDispose]() {
      queue.close()
      await worker.terminate()
    },
  }
}
