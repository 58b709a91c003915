import { hashSync, verifySync } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { HashAnswer, HashJob, PasswordCost } from './jobs.ts'

/** Of argon2id, which is the algorithm unless another is named. */
const cost: PasswordCost = workerData

/** What an unknown user's password is compared with, so that it costs the same. */
const nobody = hashSync(randomBytes(16), cost)

// On Linux 0 is this thread; elsewhere it would be the whole process. Nothing may delay a note.
if (process.platform === 'linux') setPriority(0, 19)

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
