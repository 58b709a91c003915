import type { ExportedRecording, PackedPiece } from '@tutti/core'

/** What travels between the server's thread and the one that works on music. */
export type MidiJob =
  | { readonly kind: 'read'; readonly file: Uint8Array; readonly fallbackName: string }
  | { readonly kind: 'merge'; readonly recording: Omit<ExportedRecording, 'players'> }
  | { readonly kind: 'export'; readonly recording: ExportedRecording }

export type MidiAnswer =
  | { readonly piece: PackedPiece }
  | { readonly file: Uint8Array }
  /** A reason of `unreadable_midi_file`. */
  | { readonly unreadable: string }
  | { readonly failure: string }

/** Of a file that is played into a room. */
export const mostUploadBytes = 1024 * 1024
export const mostUploadEvents = 200_000
