import { hashSync, verifySync } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { yieldToAll } from '../yield-to-all.ts'
import type { HashAnswer, HashJob, PasswordCost } from './jobs.ts'

/** Of argon2id, which is the algorithm unless another is named. */
const cost: PasswordCost = workerData

/** What an unknown user's password is compared with, so that it costs the same. */
const nobody = hashSync(randomBytes(16), cost)

// Nothing may delay a note.
yieldToAll()

parentPort?.on('message', (job: HashJob) => {
  parentPort?.postMessage(run(job))
})

function run(job: HashJob): HashAnswer {
  try {
    if (job.kind === 'hash') return { hash: hashSync(job.password, cost) }
    const matches = verifySync(job.hash ?? nobody, job.password)
    return { matches: matches && job.hash !== undefined }
  } catch (error) {
    return { failure: String(error) }
  }
}
