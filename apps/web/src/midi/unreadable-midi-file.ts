/** Why a file could not be read, with a message for the person who chose it. */
export const unreadable = {
  empty: 'The file is empty.',
  too_big: 'The file is larger than 5 MB. MIDI files are usually far smaller; is it an audio file?',
  not_midi: 'This is not a MIDI file. Choose a file that ends in .mid or .midi.',
  damaged: 'The file is damaged and cannot be played.',
  no_notes: 'The file has no notes to play.',
} as const

export type UnreadableReason = keyof typeof unreadable

export class UnreadableMidiFile extends Error {
  override readonly name = 'UnreadableMidiFile'
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(unreadable[reason], options)
    this.reason = reason
  }
}
