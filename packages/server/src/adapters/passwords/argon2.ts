import { Refusal, type PasswordHasher } from '@tutti/core'
import { Worker } from 'node:worker_threads'
import { HashQueue } from './hash-queue.ts'

/** argon2id in one low-priority thread: a flood of logins waits and is refused, while notes pass. */
export function startPasswordHasher(): PasswordHasher & AsyncDisposable & { readonly waiting: number } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'passwords', execArgv: [] })
  worker.unref()
  const queue = new HashQueue(worker)

  return {
    get waiting() {
      return queue.waiting
    },
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
