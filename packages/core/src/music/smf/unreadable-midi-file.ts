import { Refusal } from '../../refusal.ts'

/** Why a Standard MIDI File could not be read, with words for the person who chose it. */
export const unreadable = {
  empty: 'The file is empty',
  too_big: 'The file is too large. MIDI files are usually far smaller; is it an audio file?',
  too_much: 'The file has more tracks or events than can be played',
  too_long: 'The file plays for longer than three hours',
  not_midi: 'This is not a MIDI file. Choose a file that ends in .mid or .midi',
  damaged: 'The file is damaged and cannot be played',
  no_notes: 'The file has no notes to play',
} as const

export type UnreadableReason = keyof typeof unreadable

export function unreadableMidiFile(reason: UnreadableReason, options?: ErrorOptions): Refusal {
  return new Refusal('unreadable_midi_file', { reason, issue: unreadable[reason] }, options)
}
