import type { ExportedRecording } from '../recordings/export-recording.ts'
import type { PackedPiece } from '../player/packed-piece.ts'

/** Work on whole files, which may take long: done where it delays no note. */
export interface MidiWorks {
  /** @throws Refusal `unreadable_midi_file`, `overloaded`. */
  readFile(file: Uint8Array, fallbackName: string): Promise<PackedPiece>
  /** A recording as one piece. @throws Refusal `unreadable_midi_file` when nobody played, `overloaded`. */
  mergeRecording(recording: Omit<ExportedRecording, 'players'>): Promise<PackedPiece>
  /** A recording as a Standard MIDI File. @throws Refusal `overloaded`. */
  exportRecording(recording: ExportedRecording): Promise<Uint8Array>
}
