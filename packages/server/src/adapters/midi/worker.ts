import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { MidiJob } from './jobs.ts'
import { runMidiJob } from './run-job.ts'

// On Linux 0 is this thread; elsewhere it would be the whole process. Nothing may delay a note.
if (process.platform === 'linux') setPriority(0, 19)

parentPort?.on('message', (job: MidiJob) => {
  parentPort?.postMessage(runMidiJob(job))
})
