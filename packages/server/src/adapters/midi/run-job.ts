import { exportRecording, mergeRecording, packPiece, readMidiFile, Refusal } from '@tutti/core'
import { mostUploadBytes, mostUploadEvents, type MidiAnswer, type MidiJob } from './jobs.ts'

export function runMidiJob(job: MidiJob): MidiAnswer {
  try {
    return run(job)
  } catch (error) {
    if (error instanceof Refusal && error.about.reason !== undefined) return { unreadable: error.about.reason }
    return { failure: String(error) }
  }
}

function run(job: MidiJob): MidiAnswer {
  if (job.kind === 'export') return { file: exportRecording(job.recording) }
  if (job.kind === 'merge') {
    const merged = mergeRecording(job.recording)
    return merged.noteOns === 0 ? { unreadable: 'no_notes' } : { piece: packPiece(merged) }
  }
  const { file, fallbackName } = job
  const limits = { mostBytes: mostUploadBytes, mostEvents: mostUploadEvents, isStrict: true }
  return { piece: packPiece(readMidiFile(file, { fallbackName, ...limits })) }
}
