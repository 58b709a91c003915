import { parentPort } from 'node:worker_threads'
import { yieldToAll } from '../yield-to-all.ts'
import type { MidiJob } from './jobs.ts'
import { runMidiJob } from './run-job.ts'

// Nothing may delay a note.
yieldToAll()

parentPort?.on('message', (job: MidiJob) => {
  parentPort?.postMessage(runMidiJob(job))
})
